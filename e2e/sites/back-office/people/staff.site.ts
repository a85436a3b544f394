import { expect } from '@playwright/test'
import { newEmail } from '../../../src/guest.ts'
import { signIn } from '../../../src/shopper.ts'
import { newColleague, openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

/** The roles of somebody, as administrators read them. */
async function rolesOf({ api, platform }: Shop, userId: string): Promise<readonly string[]> {
  const token = await signIn(api, platform.admin)
  return (await api<{ roles: string[] }>(`GET /api/users/${userId}`, { token })).body.roles
}

test('an administrator gives somebody another role, and sees before what comes of it', async ({
  page,
  shop,
}) => {
  const { email, userId } = await newColleague(shop, 'support')
  await openAs(page, shop.platform.admin, '/staff')
  await page.getByRole('button', { name: 'Support' }).click()
  await expect(page).toHaveURL(/role=support/)
  await page
    .getByRole('row')
    .filter({ hasText: email })
    .getByRole('button', { name: 'Camille Durand' })
    .click()
  const panel = page.getByRole('dialog', { name: 'Camille Durand' })
  await panel.getByRole('checkbox', { name: 'Support' }).uncheck()
  await panel.getByRole('checkbox', { name: 'Administration' }).check()
  await panel.getByRole('button', { name: 'Changer les rôles' }).click()
  const dialog = page.getByRole('dialog', { name: 'Changer les rôles' })
  await expect(dialog).toContainText('Obtient : Administration.')
  await expect(dialog).toContainText('Perd : Support.')
  await dialog.getByLabel('Motif').fill('Elle reprend l’administration')
  await dialog.getByRole('button', { name: 'Changer les rôles' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await rolesOf(shop, userId)).toEqual(['customer', 'admin'])
  // that the last one stays is said before an administrator loses the role
  await panel.getByRole('checkbox', { name: 'Administration' }).uncheck()
  await panel.getByRole('button', { name: 'Changer les rôles' }).click()
  await expect(dialog).toContainText('La boutique garde au moins une personne qui l’administre.')
  await dialog.getByLabel('Motif').fill('Elle change de métier')
  await dialog.getByRole('button', { name: 'Changer les rôles' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await rolesOf(shop, userId)).toEqual(['customer'])
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(page).not.toHaveURL(/person=/)
})

test('somebody is invited, and the invitation is taken back', async ({ page, shop }) => {
  const email = newEmail()
  await openAs(page, shop.platform.admin, '/staff/invitations')
  const form = page.getByRole('form', { name: 'Inviter quelqu’un' })
  await form.getByLabel('E-mail').first().fill(email)
  await form.getByLabel('Rôle').selectOption('staff')
  await form.getByRole('button', { name: 'Inviter' }).click()
  const row = page.getByRole('row').filter({ hasText: email })
  await expect(row).toContainText('Ouverte')
  await expect(form.getByLabel('E-mail').first()).toHaveValue('')
  await row.getByRole('button', { name: `Retirer l’invitation de ${email}` }).click()
  await expect(row).toContainText('Retirée')
  const token = await signIn(shop.api, shop.platform.admin)
  const { body } = await shop.api<{ items: readonly object[] }>('GET /api/invitations?limit=100', {
    token,
  })
  expect(body.items).toContainEqual(
    expect.objectContaining({ email, role: 'staff', status: 'revoked' }),
  )
})

test('what roles may do is one table; who does not administer has no way to the staff', async ({
  page,
  shop,
  newVisitor,
  browserFaults,
}) => {
  browserFaults.allow(/status of 403/)
  await openAs(page, shop.platform.admin, '/staff/roles')
  const table = page.getByRole('table', { name: 'Rôles et permissions' })
  const row = table.getByRole('row').filter({ hasText: 'settings.write' })
  await expect(row.getByRole('cell')).toHaveText(['non', 'non', 'non', ''])
  await expect(row.getByRole('img', { name: 'oui' })).toHaveCount(1)
  const other = await (await newVisitor()).newPage()
  await openAs(other, shop.platform.staff, '/staff')
  await expect(other.getByText('Cette page n’est pas ouverte à votre rôle.')).toBeVisible()
  const ways = other.getByRole('navigation', { name: 'Navigation' })
  await expect(ways.getByRole('link', { name: 'Commandes' })).toBeVisible()
  await expect(ways.getByRole('link', { name: 'Équipe et rôles' })).toHaveCount(0)
})
