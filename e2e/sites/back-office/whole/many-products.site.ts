import { expect } from '@playwright/test'
import { eventually, newKey } from '../../../src/api.ts'
import { expectStatus } from '../../../src/shopper.ts'
import {
  newBrand,
  openImports,
  productFile,
  productsOf,
} from '../../../src/shopping/product-files.ts'
import {
  bestOfThree,
  budgets,
  expectWithin,
  interactionMs,
  usefulPaintMs,
} from '../../kit/measuring/timings.ts'
import { openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

const all = 5_000
const archived = { kind: 'status', status: 'archived' }
const row = 'table tbody tr:not([data-spacer])'
/** Writing and changing thousands is the services' work; the pages only wait for it. */
const workedWithinMs = 360_000
const brand = newBrand()

/** So many products of the brand, through an import. */
async function importProducts({ api, staff }: Shop): Promise<void> {
  const imports = openImports(api, await staff())
  const { importId } = await imports.check(productFile(brand, all))
  await imports.act(importId, 'run')
  await eventually(
    'the import to be done',
    () => imports.read(importId),
    ({ status }) => status === 'done',
    workedWithinMs,
  )
}

// what a test that failed left on sale would be in the lists of others
test.afterEach(async ({ shop }) => {
  if ((await productsOf(shop.api, brand)) === 0) return
  const archiving = { selection: { filter: { brand } }, changes: [archived] }
  const asked = { token: await shop.staff(), key: newKey(), body: archiving }
  expectStatus('archiving', await shop.api('POST /api/product-changes', asked), 202)
})

test('5,000 products are changed in bulk while the pages stay within their budgets', async ({
  page,
  shop,
}) => {
  test.setTimeout(3 * workedWithinMs)
  const begunAt = Date.now()
  await importProducts(shop)
  console.log(`${all} products imported in ${Math.round((Date.now() - begunAt) / 1_000)} s`)
  await expect.poll(() => productsOf(shop.api, brand)).toBe(all)

  const found = `/products?brand=${brand}`
  await openAs(page, shop.platform.staff, found)
  const paint = await bestOfThree(() => usefulPaintMs(page, found, row))
  expectWithin('the first products', paint, budgets.paint)
  const open = await interactionMs(page, () =>
    page.getByRole('button', { name: `Modifier les ${all} trouvés` }).click(),
  )
  expectWithin('the change opened', open, budgets.interaction)
  await page.getByLabel('Que modifier').selectOption({ label: 'État' })
  await page.getByLabel('État', { exact: true }).selectOption({ label: 'Archivé' })
  const look = page.getByRole('button', { name: 'Voir les différences' })
  expectWithin('the preview asked for', await interactionMs(page, () => look.click()), 100)
  const preview = page.getByRole('region', { name: 'Ce qui changerait' })
  await expect(preview).toContainText('5 000 changent')

  const changedAt = Date.now()
  const begin = preview.getByRole('button', { name: 'Modifier 5 000 produits' })
  expectWithin('the change begun', await interactionMs(page, () => begin.click()), 100)
  const progress = page.getByRole('progressbar')
  await expect(progress).toBeVisible()
  // each pauses it, or lets it go on
  const toggle = page.getByRole('button', { name: /^(Mettre en pause|Reprendre)$/ })
  for (const pressed of ['paused', 'resumed']) {
    expectWithin(`${pressed} at work`, await interactionMs(page, () => toggle.click()), 100)
  }
  const isDone = page.getByText('Terminée', { exact: true })
  await expect(isDone).toBeVisible({ timeout: workedWithinMs })
  console.log(`${all} products changed in ${Math.round((Date.now() - changedAt) / 1_000)} s`)
  await expect.poll(() => productsOf(shop.api, brand)).toBe(0)
})
