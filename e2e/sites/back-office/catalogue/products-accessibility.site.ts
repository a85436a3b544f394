import { expect } from '@playwright/test'
import { expectNoViolations, violations } from '../../kit/axe.ts'
import { newWord, openAs, test } from '../../kit/office.ts'
import { productNamed } from '../../kit/office-work/products.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the products, ${colorScheme}`, async ({ newVisitor, shop }) => {
    const name = newWord()
    const { productId } = await productNamed(shop, `Bol ${name}`)
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, shop.platform.staff, `/products?q=${name}`)
    const list = page.getByRole('table', { name: 'Produits' })
    await expect(list.getByRole('row').nth(1)).toBeVisible()
    expect(await violations(page), 'the list').toEqual([])
    await page.getByRole('button', { name: 'Modifier dans la liste' }).click()
    await expect(page.getByRole('textbox', { name: /^Prix de/ })).toHaveValue('20,00')
    expect(await violations(page), 'the list in edit').toEqual([])
    await page.getByRole('button', { name: /^Modifier le produit/ }).click()
    await page.getByLabel('Combien').fill('5')
    await page.getByRole('button', { name: 'Voir les différences' }).click()
    await expect(page.getByRole('region', { name: 'Ce qui changerait' })).toBeVisible()
    expect(await violations(page), 'a preview').toEqual([])
    await expectNoViolations(page, [
      ...['texts', 'variants', 'images', 'prices', 'categories', 'seo', 'safety', 'sale'].map(
        (tab) => `/products/${productId}/${tab}`,
      ),
      ...['/products/new/texts', '/products/new/variants', '/products/changes'],
    ])
  })
}
