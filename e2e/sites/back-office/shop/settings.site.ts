import { randomInt } from 'node:crypto'
import { expect } from '@playwright/test'
import { expectStatus, signIn } from '../../../src/shopper.ts'
import { test as base, openAs } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

type Seller = {
  readonly version: number
  readonly set: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
}

const path = '/api/settings/seller'

async function readSeller({ api, platform }: Shop): Promise<Seller> {
  const answer = await api<Seller>(`GET ${path}`, { token: await signIn(api, platform.admin) })
  expectStatus('settings', answer, 200)
  return answer.body
}

/** Sets some of the seller's settings, as a colleague does elsewhere. */
async function setSeller(shop: Shop, values: Readonly<Record<string, unknown>>): Promise<void> {
  const token = await signIn(shop.api, shop.platform.admin)
  const answer = await shop.api(`PUT ${path}`, { token, body: { values } })
  expectStatus('settings', answer, 200)
}

/** What was set of the seller before a test is so after it: papers of other tests name it. */
const test = base.extend<{ readonly seller: Seller }>({
  seller: async ({ shop }, use) => {
    const before = await readSeller(shop)
    await use(before)
    await setSeller(shop, Object.fromEntries(before.set.map((name) => [name, before.values[name]])))
  },
})
test.describe.configure({ mode: 'serial' })

const newPhone = () => `+33 1 55 ${randomInt(1_000, 9_999)} ${randomInt(10, 99)}`

test('an administrator changes a setting: a draft outlives a reload, and the history says who and why', async ({
  page,
  shop,
  seller,
}) => {
  const phone = newPhone()
  await openAs(page, shop.platform.admin, '/settings/seller')
  await expect(page.getByRole('heading', { level: 1, name: 'Le vendeur' })).toBeFocused()
  await page.getByRole('textbox', { name: 'Téléphone' }).fill(phone)
  const bar = page.getByRole('region', { name: 'Modifications à enregistrer' })
  await expect(bar).toContainText('1 modification')
  await expect(bar).toContainText('Téléphone')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Téléphone' })).toHaveValue(phone)
  await page.getByLabel('Motif').fill(`Ligne ${phone}`)
  await bar.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Enregistré.' })).toBeVisible()
  await expect(bar).toHaveCount(0)
  const now = await readSeller(shop)
  expect(now.values['phone']).toBe(phone)
  expect(now.version).toBe(seller.version + 1)
  const change = page.getByRole('table', { name: 'Historique' }).getByRole('row').nth(1)
  await expect(change).toContainText(phone)
  await expect(change).toContainText(`Ligne ${phone}`)
  // what is not set any more has its initial value again
  await page.getByRole('button', { name: 'Remettre la valeur initiale : Téléphone' }).click()
  await bar.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(bar).toHaveCount(0)
  expect((await readSeller(shop)).set).not.toContain('phone')
})

test('what is refused stays as it was typed, and says what is wrong at its field', async ({
  page,
  shop,
  seller,
  browserFaults,
}) => {
  browserFaults.allow(/status of 400/)
  await openAs(page, shop.platform.admin, '/settings/seller')
  await page.getByRole('textbox', { name: 'SIREN' }).fill('douze')
  const bar = page.getByRole('region', { name: 'Modifications à enregistrer' })
  await bar.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(bar.getByRole('alert')).toContainText('Rien n’a été enregistré.')
  await bar.getByRole('button', { name: 'SIREN' }).click()
  await expect(page.getByRole('textbox', { name: 'SIREN' })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'SIREN' })).toHaveValue('douze')
  await expect(page.getByText('Ce format n’est pas le bon.')).toBeVisible()
  expect((await readSeller(shop)).version).toBe(seller.version)
  // taken back with a word, and that taken back again
  await bar.getByRole('button', { name: 'Abandonner' }).click()
  await expect(page.getByRole('textbox', { name: 'SIREN' })).not.toHaveValue('douze')
  await page.getByRole('button', { name: 'Annuler cela' }).click()
  await expect(page.getByRole('textbox', { name: 'SIREN' })).toHaveValue('douze')
})

test('two who change the same setting see both changes, and lose neither', async ({
  page,
  shop,
  seller,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const [mine, theirs] = [newPhone(), newPhone()]
  const rcs = `RCS Paris ${randomInt(100_000, 999_999)}`
  await openAs(page, shop.platform.admin, '/settings/seller')
  await page.getByRole('textbox', { name: 'Téléphone' }).fill(mine)
  await page.getByRole('textbox', { name: 'Forme juridique' }).fill('SARL')
  await setSeller(shop, { phone: theirs, rcs })
  const bar = page.getByRole('region', { name: 'Modifications à enregistrer' })
  await bar.getByRole('button', { name: 'Enregistrer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Quelqu’un d’autre a enregistré entre-temps' })
  await expect(dialog.getByRole('row').filter({ hasText: 'Téléphone' })).toContainText(theirs)
  await expect(dialog.getByRole('row').filter({ hasText: 'RCS' })).toContainText(rcs)
  await dialog.getByRole('radio', { name: 'Téléphone : ce qui reste La vôtre' }).check()
  await dialog.getByRole('button', { name: 'Garder et enregistrer' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(bar).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'RCS' })).toHaveValue(rcs)
  const now = await readSeller(shop)
  expect(now.values).toMatchObject({ phone: mine, rcs, legalForm: 'SARL' })
  expect(now.version).toBe(seller.version + 2)
})

test('who does not administer only reads; a service that is away says so, and the way to the rest stays', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/net::ERR_FAILED/)
  await openAs(page, shop.platform.staff, '/settings')
  await expect(page).toHaveURL(/\/settings\/shop$/)
  await expect(page.getByText('Seule l’administration change les réglages.')).toBeVisible()
  await expect(page.getByLabel('E-mail de contact')).toBeDisabled()
  await page.route('**/api/settings/returns', (route) => route.abort())
  const ways = page.getByRole('navigation', { name: 'Réglages' })
  await ways.getByRole('link', { name: 'Retours' }).click()
  await expect(page.getByRole('alert')).toContainText('Le serveur ne répond pas.')
  await page.unroute('**/api/settings/returns')
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByLabel('Prix d’une étiquette')).toBeVisible()
})
