import { expect } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { expectStatus } from '../../../src/shopper.ts'
import { newCustomer, newWord, openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

type Entries = { readonly items: readonly { readonly entryId: string }[] }

/** A customer whom the staff gave a tag, with a reason, and the entry that tells of it. */
async function newEntry({ api, staff }: Shop) {
  const { userId } = await newCustomer({ api })
  const token = await staff()
  const mark = newWord()
  const tagged = await api(`PUT /api/users/${userId}/tags`, {
    token,
    body: { tags: [`press-${mark}`] },
    headers: { 'audit-reason': encodeURIComponent(`Écrit à la rédaction ${mark}`) },
  })
  expectStatus('tags', tagged, 200)
  await eventually(
    'the entry',
    () => api<Entries>(`GET /api/audit?object=accounts/${userId}`, { token }),
    ({ body }) => body.items.length > 0,
  )
  return { object: `accounts/${userId}`, mark }
}

test('what somebody of the staff changed is found by object and by person, with the difference', async ({
  page,
  shop,
}) => {
  const { object, mark } = await newEntry(shop)
  const { staff } = shop.platform
  await openAs(page, staff, '/audit')
  await expect(page.getByRole('heading', { level: 1, name: 'Journal d’audit' })).toBeVisible()
  await page.getByRole('button', { name: 'Filtres' }).click()
  await page.getByLabel('Qui (identifiant ou e-mail)').fill(staff.email)
  await page.getByLabel('Objet', { exact: true }).fill(object)
  await page.getByRole('button', { name: 'Ajouter un filtre' }).click()
  await expect(page).toHaveURL(/actor=usr_/)
  const row = page.getByRole('table').getByRole('row').filter({ hasText: object })
  await expect(row).toContainText('ChangeCustomerTags')
  await row.getByRole('button', { name: 'ChangeCustomerTags' }).click()
  const panel = page.getByRole('dialog', { name: 'Entrée : ChangeCustomerTags' })
  await expect(panel.getByRole('table', { name: 'Ce qui a changé' })).toContainText(`press-${mark}`)
  await expect(panel).toContainText(`Écrit à la rédaction ${mark}`)
  // a link to it shows the same
  await page.reload()
  await expect(panel).toContainText(`press-${mark}`)
  await panel.getByRole('button', { name: 'Toute l’histoire de cet objet' }).click()
  await expect(panel).toHaveCount(0)
  await expect(page).not.toHaveURL(/actor=/)
  await expect(row).toHaveCount(1)
  await row.getByRole('link', { name: object }).click()
  await expect(page).toHaveURL(new RegExp(`/customers/${object.split('/')[1]}`))
})

test('the chains of the log are computed again, and hold; one that cannot be read says so', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/net::ERR_FAILED/)
  await page.route('**/api/audit/verification?service=support*', (route) => route.abort())
  await openAs(page, shop.platform.staff, '/audit/chains')
  await page.getByRole('button', { name: 'Tout vérifier' }).click()
  const job = page.getByRole('region', { name: 'Vérification du journal' })
  await expect(job).toContainText('11 sur 12')
  await expect(job.getByRole('status')).toHaveText('En pause')
  const chain = (service: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: service }) })
  await expect(chain('support')).toContainText('n’a pas pu être lue')
  await expect(chain('accounts')).toContainText('tient')
  await page.unroute('**/api/audit/verification?service=support*')
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await expect(job).toContainText('12 sur 12')
  await expect(job.getByRole('status')).toHaveText('Terminé')
  await expect(page.getByRole('table').getByText('tient')).toHaveCount(12)
})

for (const [list, path] of [
  ['the audit log', '/audit?service=catalog'],
  ['messages', '/notifications/outbox?status=sent'],
] as const) {
  test(`a view of ${list} is saved, opened again and deleted`, async ({ page, shop }) => {
    const name = `Vue ${newWord()}`
    await openAs(page, shop.platform.staff, path)
    await page.getByRole('button', { name: 'Enregistrer cette vue' }).click()
    await page.getByLabel('Nom de la vue').fill(name)
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    const view = page.getByRole('button', { name, exact: true })
    await expect(view).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('button', { name: 'Tout', exact: true }).click()
    await expect(page).not.toHaveURL(/service=|status=/)
    await view.click()
    await expect(page).toHaveURL(/service=catalog|status=sent/)
    await page.getByRole('button', { name: `Supprimer la vue ${name}` }).click()
    await expect(view).toHaveCount(0)
  })
}
