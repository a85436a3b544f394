import type { TaxCountry } from '@comptoir/contracts/billing/tax-schemas'
import type { PriceListView } from '@comptoir/contracts/catalog/price-list-schemas'
import { expect } from '@playwright/test'
import { sell } from '../../../src/shopper.ts'
import { violations } from '../../kit/axe.ts'
import { makeUnavailable } from '../../kit/network-faults.ts'
import { confirm, openAs, test } from '../../kit/office.ts'

test('a price list is made with tiers, changed, and archived', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 400/)
  const token = await shop.staff()
  const sku = await sell(shop.api, token, { price: 1_500, stock: 5 })
  const priceListId = sku.toLowerCase()
  const read = async () =>
    (await shop.api<PriceListView>(`GET /api/price-lists/${priceListId}`, { token })).body
  await openAs(page, shop.platform.staff, '/prices')
  await page.getByRole('link', { name: 'Nouvelle liste de prix' }).click()
  await page.getByLabel('Nom dans les adresses').fill(priceListId)
  await page.getByRole('group', { name: 'Nom que lisent' }).getByLabel('Français').fill(sku)
  await page.getByRole('checkbox', { name: 'VIP' }).check()
  await page.getByRole('textbox', { name: 'Référence (SKU)' }).fill('NOT-THERE')
  await page.getByRole('textbox', { name: 'Montant' }).fill('12,00')
  await page.getByRole('button', { name: 'Ajouter un palier' }).click()
  const second = page.getByRole('group', { name: 'Palier 2' })
  await second.getByLabel('À partir de').fill('6')
  await second.getByLabel('Prix').selectOption('percent')
  await second.getByRole('textbox', { name: 'Remise' }).fill('25,5')
  await page.getByRole('button', { name: 'Créer la liste' }).click()
  // what the catalogue does not know is said at its field, and what was typed stays
  const target = page.getByRole('textbox', { name: 'Référence (SKU)' })
  await expect(target).toHaveAccessibleDescription(/ne le connaît pas/)
  await target.fill(sku)
  await page.getByRole('button', { name: 'Créer la liste' }).click()
  await expect(page.getByRole('heading', { level: 1, name: sku })).toBeVisible()
  expect(await read()).toMatchObject({
    ...{ status: 'active', currency: 'EUR', customerStatuses: ['vip'] },
    entries: [{ sku, tiers: [{ amount: 1_200 }, { minQuantity: 6, percentOffBps: 2_550 }] }],
  })

  expect(await violations(page), 'a price list').toEqual([])
  await page.getByLabel('Priorité').fill('7')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect.poll(async () => (await read()).priority).toBe(7)
  await page.getByRole('button', { name: 'Archiver la liste' }).click()
  const dialog = page.getByRole('dialog', { name: 'Archiver la liste' })
  await dialog.getByRole('button', { name: 'Archiver la liste' }).click()
  await expect(page.getByText(`${sku} est archivée.`)).toBeVisible()
  expect((await read()).status).toBe('archived')
})

test('a tax rate to come is set with a reason, seen in a preview, and taken back', async ({
  page,
  shop,
}) => {
  const token = await shop.staff()
  const day = '2041-03-01'
  const setOnes = async () => {
    const { body } = await shop.api<TaxCountry>('GET /api/tax-rates/FR', { token })
    return body.rates.filter(({ validFrom }) => validFrom === day).map(({ rateBps }) => rateBps)
  }
  await openAs(page, shop.platform.staff, '/prices/rates?country=FR')
  await page.getByRole('button', { name: 'Fixer un taux' }).click()
  const dialog = page.getByRole('dialog', { name: 'Fixer un taux' })
  await dialog.getByLabel('Classe').selectOption('super_reduced')
  await dialog.getByLabel('À partir du').fill(day)
  await dialog.getByLabel('Taux en %').fill('3,5')
  expect(await violations(page), 'a rate that is set').toEqual([])
  await expect(dialog).toContainText(/2,1\s%\sdevient\s3,5\s%/)
  await dialog.getByLabel('Motif').fill('loi de finances')
  await dialog.getByRole('button', { name: 'Fixer un taux' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await setOnes()).toEqual([350])
  const history = page.getByRole('table', { name: 'Historique' })
  await expect(history.getByRole('row').nth(1)).toContainText('loi de finances')

  const preview = page.getByRole('region', { name: 'Ce que coûterait un panier' })
  await preview.getByLabel('Code postal').fill('75002')
  await preview.getByLabel('Classe').selectOption('super_reduced')
  const vat = preview.getByText(/^TVA à/)
  await preview.getByRole('button', { name: 'Calculer' }).click()
  await expect(vat).toHaveText(/2,1/)
  await preview.getByLabel('Jour').fill(day)
  await preview.getByRole('button', { name: 'Calculer' }).click()
  await expect(vat).toHaveText(/3,5/)

  const row = page.getByRole('row').filter({ hasText: '1 mars 2041' }).first()
  await row.getByRole('button', { name: 'Retirer' }).click()
  await confirm(page, 'Retirer', { says: /3,5/ })
  expect(await setOnes()).toEqual([])
})

test('a VAT id is looked up, and only one that nobody can check is vouched for', async ({
  page,
  shop,
}) => {
  await openAs(page, shop.platform.staff, '/prices/vat-ids')
  await page.getByLabel('Numéro de TVA').fill('FR40303265045')
  await page.getByRole('button', { name: 'Consulter' }).click()
  await page.waitForURL('**/prices/vat-ids?id=FR40303265045')
  await expect(page.getByText('Valable', { exact: true })).toBeVisible()
  await expect(page.getByText(/ne peut pas vérifier/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Se porter garant' })).toHaveCount(0)
})

test('settings, the counter of the one-stop shop and the reports are there, and billing away is said', async ({
  page,
  shop,
  browserFaults,
}) => {
  await openAs(page, shop.platform.staff, '/prices/settings')
  await expect(page.getByLabel('comprennent la TVA')).toBeChecked()
  await expect(page.getByRole('progressbar', { name: 'Ventes à distance' })).toBeVisible()
  await page.getByRole('link', { name: 'Déclarations' }).click()
  await page.getByLabel('Déclaration', { exact: true }).selectOption('eReporting')
  const asked = page.waitForResponse('**/api/reports/e-reporting?**')
  await page.getByRole('button', { name: 'Afficher' }).click()
  expect((await asked).status()).toBe(200)
  await page.waitForURL('**/prices/reports?kind=eReporting**')

  browserFaults.allow(/status of 503/)
  await makeUnavailable(page, '**/api/tax-settings')
  await page.goto('/prices/settings')
  await expect(page.getByText('Un service ne répond pas pour le moment.')).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Ventes à distance' })).toBeVisible()
})
