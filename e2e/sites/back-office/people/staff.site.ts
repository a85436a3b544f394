import { randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { expectStatus, register, signIn } from '../../../src/shopper.ts'
import { openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

type Profile = { readonly userId: string; readonly roles: readonly string[] }

/** Somebody new of the staff. */
async function newColleague({ api, platform }: Shop) {
  const { email, token } = await register(api)
  const me = await api<Profile>('GET /api/me', { token })
  const { userId } = me.body
  const admin = await signIn(api, platform.admin)
  const roles = ['customer', 'support']
  const given = await api(`PUT /api/users/${userId}/roles`, { token: admin, body: { roles } })
  expectStatus('roles', given, 200)
  const read = async () =>
    (await api<Profile>(`GET /api/users/${userId}`, { token: admin })).body.roles
  return { email, userId, read }
}

test('an administrator gives somebody another role, and sees before what comes of it', async ({
  page,
  shop,
}) => {
  const { email, read } = await newColleague(shop)
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
  expect(await read()).toEqual(['customer', 'admin'])
  // that the last one stays is said before an administrator loses the role
  await panel.getByRole('checkbox', { name: 'Administration' }).uncheck()
  await panel.getByRole('button', { name: 'Changer les rôles' }).click()
  await expect(dialog).toContainText('La boutique garde au moins une personne qui l’administre.')
  await dialog.getByLabel('Motif').fill('Elle change de métier')
  await dialog.getByRole('button', { name: 'Changer les rôles' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await read()).toEqual(['customer'])
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(page).not.toHaveURL(/person=/)
})

test('somebody is invited, and the invitation is taken back', async ({ page, shop }) => {
  const email = `colleague-${randomBytes(6).toString('hex')}@example.com`
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
