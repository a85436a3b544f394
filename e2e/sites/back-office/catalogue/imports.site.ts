import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { expect, type Page } from '@playwright/test'
import { newBrand, productsOf } from '../../../src/shopping/product-files.ts'
import { violations } from '../../kit/axe.ts'
import { download } from '../../kit/downloads.ts'
import { openAs, test } from '../../kit/office.ts'

/** Three products of a brand and a line without a price, with a column that no other file has. */
function fileOf(brand: string) {
  const lines = [
    ...[1, 2, 3].map((n) => `${brand}-${n};Tasse ${n};12,50;Essais;3;${brand};`),
    `${brand}-4;Tasse 4;gratuit;Essais;3;${brand};`,
  ]
  const text = [`sku;name;price;category;quantity;brand;${brand}`, ...lines, ''].join('\n')
  return { name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

async function upload(page: Page, brand: string): Promise<string> {
  await page.locator('input[type=file]').setInputFiles(fileOf(brand))
  await expect(page.getByRole('heading', { level: 1, name: /^Import du/ })).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Vérifier sans rien écrire' }).click()
  await expect(page.getByRole('heading', { name: 'Ce que la vérification a trouvé' })).toBeVisible()
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lancer l’import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Lancer l’import' })
  await expect(dialog).toContainText('3 produits sont écrits')
  await dialog.getByRole('button', { name: 'Lancer l’import' }).click()
  await expect(page.getByText('L’import est terminé.')).toBeVisible({ timeout: 30_000 })
}

test('a file with a bad line is mapped, checked and written; the same file again changes nothing', async ({
  page,
  shop,
}) => {
  const brand = newBrand()
  await openAs(page, shop.platform.staff, '/imports')
  await upload(page, brand)
  await expect(page.getByLabel('Référence (SKU)')).toHaveValue('sku')
  expect(await violations(page), 'the mapping').toEqual([])
  await page.getByLabel('Décimales des prix').selectOption(',')
  await page.getByRole('button', { name: 'Enregistrer la correspondance' }).click()
  await check(page)
  const errors = page.getByRole('table', { name: 'Erreurs et remarques par ligne' })
  await expect(errors.getByRole('row').filter({ hasText: 'gratuit' })).toContainText('refusée')
  expect(await productsOf(shop.api, brand)).toBe(0)

  await run(page)
  const outcome = page.getByRole('table', { name: 'Ce qui a été écrit' })
  await expect(outcome.getByRole('row', { name: /^Produits/ })).toHaveText('Produits3000')
  await expect.poll(() => productsOf(shop.api, brand)).toBe(3)
  expect(await violations(page), 'what was written').toEqual([])
  const errorFile = await download(
    page.getByRole('button', { name: 'Télécharger les erreurs (CSV)' }),
  )
  expect(errorFile.name).toMatch(/^imp_.*\.csv$/)

  await page.getByRole('link', { name: 'Retour aux imports' }).click()
  await upload(page, brand)
  await expect(page.getByText(/Ce fichier a déjà été importé/)).toBeVisible()
  // how such columns are read is known now
  await expect(page.getByText(/Le fichier est lu comme/)).toBeVisible()
  await check(page)
  await run(page)
  await expect(page.getByText(/Rien n’a changé/)).toBeVisible()
})

test('an import that is cancelled says so and writes nothing', async ({ page, shop }) => {
  const brand = newBrand()
  await openAs(page, shop.platform.staff, '/imports')
  const importId = await upload(page, brand)
  await page.getByRole('button', { name: 'Arrêter l’import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Arrêter l’import' })
  await expect(dialog).toContainText('Rien n’est encore écrit')
  await dialog.getByRole('button', { name: 'Arrêter l’import' }).click()
  await expect(page.getByText(/L’import a été arrêté/)).toBeVisible()
  const { body } = await shop.api<ProductImport>(`GET /api/product-imports/${importId}`, {
    token: await shop.staff(),
  })
  expect(body.status).toBe('cancelled')
  expect(await productsOf(shop.api, brand)).toBe(0)
})

test('a mapping that is not whole is refused at its fields, and keeps what was chosen', async ({
  page,
  shop,
}) => {
  const brand = newBrand()
  await openAs(page, shop.platform.staff, '/imports')
  const importId = await upload(page, brand)
  await page.getByRole('combobox', { name: 'Prix', exact: true }).selectOption('')
  await page.getByLabel('Marque').selectOption('name')
  await page.getByRole('button', { name: 'Enregistrer la correspondance' }).click()
  await expect(
    page.getByRole('combobox', { name: 'Prix', exact: true }),
  ).toHaveAccessibleDescription(/Une colonne est nécessaire/)
  await page.reload()
  await expect(page.getByLabel('Marque')).toHaveValue('name')
  await shop.api(`POST /api/product-imports/${importId}/cancel`, { token: await shop.staff() })
})
