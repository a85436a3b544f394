import { expect, type Page } from '@playwright/test'
import { makeUnavailable } from '../../kit/network-faults.ts'
import { newWord, openAs, test } from '../../kit/office.ts'
import { productNamed, readProduct, retitle } from '../../kit/office-work/products.ts'

const rowOf = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })

test('prices are changed in the list: Tab moves, Enter saves the row, Escape takes it back', {
  tag: '@short',
}, async ({ page, shop }) => {
  const name = newWord()
  const product = await productNamed(shop, `Bol ${name}`)
  await openAs(page, shop.platform.staff, `/products?q=${name}&edit=on`)
  const price = page.getByRole('textbox', { name: `Prix de Bol ${name}` })
  await expect(price).toHaveValue('20,00')
  await price.fill('abc')
  await price.press('Enter')
  await expect(rowOf(page, name)).toContainText('Ce prix n’en est pas un')
  await price.press('Escape')
  await expect(price).toHaveValue('20,00')
  await price.fill('24,90')
  await price.press('Tab')
  await expect(page.getByRole('textbox', { name: `Seuil d’alerte de Bol ${name}` })).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await expect(rowOf(page, name)).toContainText('Enregistré')
  const now = await readProduct(shop, product.productId)
  expect(now.variants[0]?.price.amount).toBe(2_490)
  const sku = now.variants[0]?.sku ?? ''
  const stock = await shop.api<{ lowThreshold: number }>(`GET /api/stock/${sku}`, {
    token: await shop.staff(),
  })
  expect(stock.body.lowThreshold).toBe(3)
})

test('a row that somebody else changed meanwhile says so, and is saved when asked again', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const name = newWord()
  const product = await productNamed(shop, `Bol ${name}`)
  await openAs(page, shop.platform.staff, `/products?q=${name}&edit=on`)
  const price = page.getByRole('textbox', { name: `Prix de Bol ${name}` })
  await expect(price).toHaveValue('20,00')
  await price.fill('25')
  await retitle(shop, product, `Tasse ${name}`)
  await price.press('Enter')
  await expect(rowOf(page, name)).toContainText('Modifié entre-temps')
  expect((await readProduct(shop, product.productId)).variants[0]?.price.amount).toBe(2_000)
  await page.getByRole('button', { name: /^Enregistrer (Bol|Tasse)/ }).click()
  await expect(rowOf(page, name)).toContainText('Enregistré')
  const now = await readProduct(shop, product.productId)
  expect([now.title.fr, now.variants[0]?.price.amount]).toEqual([`Tasse ${name}`, 2_500])
})

test('prices of many are changed after a look at the differences, and taken back', async ({
  page,
  shop,
}) => {
  const name = newWord()
  const products = [
    await productNamed(shop, `Bol ${name}`, 2_000),
    await productNamed(shop, `Tasse ${name}`, 1_000),
  ]
  const amounts = () =>
    Promise.all(
      products.map(
        async ({ productId }) => (await readProduct(shop, productId)).variants[0]?.price.amount,
      ),
    )
  await openAs(page, shop.platform.staff, `/products?q=${name}`)
  await page.getByRole('button', { name: 'Modifier les 2 trouvés' }).click()
  await page.getByLabel('Combien').fill('10')
  await page.getByRole('button', { name: 'Voir les différences' }).click()
  const preview = page.getByRole('region', { name: 'Ce qui changerait' })
  await expect(preview).toContainText('2 changent')
  await expect(preview.getByRole('row').filter({ hasText: '20,00' })).toContainText('18,00')
  expect(await amounts()).toEqual([2_000, 1_000])
  await preview.getByRole('button', { name: 'Modifier 2 produits' }).click()
  await page.waitForURL('**/products/changes/chg_*')
  await expect(page.getByText('Terminée', { exact: true })).toBeVisible()
  expect(await amounts()).toEqual([1_800, 900])
  await page.getByRole('button', { name: 'Annuler la modification' }).click()
  const dialog = page.getByRole('dialog', { name: 'Annuler la modification' })
  await expect(dialog).toContainText('2 produits redeviennent comme avant')
  await dialog.getByLabel('Motif').fill('Mauvais rayon')
  await dialog.getByRole('button', { name: 'Annuler la modification' }).click()
  await expect(page.getByText('Annulée', { exact: true })).toBeVisible()
  expect(await amounts()).toEqual([2_000, 1_000])
})

test('without the catalogue the list says so, and comes back when asked again', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 503/)
  await openAs(page, shop.platform.staff, '/')
  await makeUnavailable(page, /\/api\/products\?/)
  await page.getByRole('link', { name: 'Produits' }).first().click()
  await expect(page.getByRole('alert')).toContainText('Un service ne répond pas')
  await page.unroute(/\/api\/products\?/)
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByRole('table', { name: 'Produits' }).getByRole('row').nth(1)).toBeVisible()
})
