import { crc32, deflateSync } from 'node:zlib'
import { expect, type Locator } from '@playwright/test'
import { password, shelf } from '../../../src/shopper.ts'
import { approvedVendor } from '../../../src/vendor.ts'
import { newWord, openAs, test } from '../../kit/office.ts'
import { keysOf } from '../../kit/office-work/keyboard.ts'
import { productNamed, readProduct, retitle } from '../../kit/office-work/products.ts'

test('a product with twelve variants is made and put on sale by keyboard alone', async ({
  page,
  shop,
}) => {
  const name = newWord()
  await shelf(shop.api, await shop.staff())
  await openAs(page, shop.platform.staff, '/')
  const keys = keysOf(page)
  await keys.open('Nouveau produit')
  await expect(page.getByRole('heading', { level: 1, name: 'Nouveau produit' })).toBeFocused()
  await keys.tabTo(page.getByRole('group', { name: /^Titre/ }).getByLabel('Français'))
  await keys.type(`Chaussette ${name}`)

  await keys.press('Alt+PageDown')
  await expect(page.getByRole('link', { name: 'Variantes' })).toBeFocused()
  for (const [option, values] of [
    ['Couleur', ['Bleu', 'Écru', 'Vert']],
    ['Taille', ['S', 'M', 'L', 'XL']],
  ] as const) {
    await keys.activate(page.getByRole('button', { name: 'Ajouter une option' }))
    await expect(page.getByLabel(/^Option \d$/).last()).toBeFocused()
    await keys.type(option)
    await keys.press('Tab')
    for (const value of values) await keys.type(`${value}\n`)
  }
  await keys.activate(page.getByRole('button', { name: 'Créer 12 variantes' }))
  const grid = page.getByRole('table', { name: 'Variantes' })
  await expect(grid.getByRole('row')).toHaveCount(13)
  // the box of all has three states
  const all = grid.getByRole('checkbox', { name: 'Choisir toutes les variantes affichées' })
  await expect(all).toBeFocused()
  await keys.press('Space')
  await expect(all).toBeChecked()
  const tools = page.getByRole('region', { name: '12 variantes choisies' })
  await keys.tabTo(tools.getByRole('textbox', { name: 'Donner ce prix' }), 'Shift+Tab')
  await keys.type('12,50')
  await keys.press('Tab')
  await keys.press('Enter')
  await keys.tabTo(tools.getByRole('textbox', { name: 'Donner ce poids' }))
  await keys.type('80')
  await keys.press('Tab')
  await keys.press('Enter')
  // as in a sheet: down the column
  const prices = grid.getByRole('textbox', { name: /^Prix/ })
  await expect(prices.nth(11)).toHaveValue('12,50')
  await keys.tabTo(prices.nth(0))
  await keys.press('ArrowDown')
  await expect(prices.nth(1)).toBeFocused()
  await keys.type('15\n')
  await expect(prices.nth(2)).toBeFocused()

  for (const tab of ['Images', 'Prix', 'Catégories et caractéristiques']) {
    await keys.press('Alt+PageDown')
    await expect(page.getByRole('link', { name: tab, exact: true })).toBeFocused()
  }
  await keys.tabTo(page.getByRole('combobox', { name: 'Catégories' }))
  await keys.type('Essais')
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await keys.press('Control+s')
  const heading = page.getByRole('heading', { level: 1, name: `Chaussette ${name}` })
  await expect(heading).toBeFocused()
  await keys.activate(page.getByRole('button', { name: 'Mettre en vente' }))
  await expect(page.getByText('Le produit est en vente.')).toBeVisible()
  keys.report('publish a product with twelve variants')

  const productId = new URL(page.url()).pathname.split('/')[2] ?? ''
  const made = await readProduct(shop, productId)
  expect(made.status).toBe('active')
  expect(made.variants).toHaveLength(12)
  expect(made.variants.map(({ price }) => price.amount)).toEqual([
    ...[1_250, 1_500, ...Array.from({ length: 10 }, () => 1_250)],
  ])
  expect(new Set(made.variants.map(({ sku }) => sku)).size).toBe(12)
  expect(made.variants[5]?.options).toEqual({ Couleur: 'Écru', Taille: 'M' })
})

test('a sheet is pasted into the variants, and what cannot be read or is missing is said at its cell', async ({
  page,
  shop,
}) => {
  const name = newWord()
  const product = await productNamed(shop, `Bol ${name}`)
  await openAs(page, shop.platform.staff, `/products/${product.productId}/variants`)
  await page.getByRole('button', { name: 'Ajouter une variante' }).click()
  const grid = page.getByRole('table', { name: 'Variantes' })
  const names = grid.getByRole('textbox', { name: /^Nom \(français\)/ })
  await names.nth(0).fill('Petit')
  await names.nth(1).fill('Grand')
  await paste(grid.getByRole('textbox', { name: /^SKU/ }).nth(0), [
    [`${name}-1`, '18,00', '20,00', '300'],
    [`${name}-2`, 'gratuit', '', '450 g'],
  ])
  const prices = grid.getByRole('textbox', { name: /^Prix/ })
  await expect(prices.nth(0)).toHaveValue('18,00')
  const weights = grid.getByRole('textbox', { name: /^Poids/ })
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  // the words stay, and the browser says what is wrong with them
  await expect(prices.nth(1)).toBeFocused()
  await expect(prices.nth(1)).toHaveValue('gratuit')
  await expect(weights.nth(1)).toHaveAttribute('aria-invalid', 'true')
  await prices.nth(1).fill('')
  // on another tab there is no cell to say it
  await page.getByRole('link', { name: 'Vente' }).click()
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Rien n’a été enregistré' })).toBeVisible()
  await page.getByRole('link', { name: 'Variantes' }).click()
  await expect(prices.nth(1)).toHaveAttribute('aria-invalid', 'true')
  await expect(weights.nth(1)).toHaveValue('450 g')
  await prices.nth(1).fill('22')
  await weights.nth(1).fill('450')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  const now = await readProduct(shop, product.productId)
  expect(
    now.variants.map(({ sku, price, weightGrams }) => [sku, price.amount, weightGrams]),
  ).toEqual([
    [`${name}-1`, 1_800, 300],
    [`${name}-2`, 2_200, 450],
  ])
})

/** Pastes cells as a spreadsheet copies them. */
async function paste(cell: Locator, lines: string[][]): Promise<void> {
  await cell.evaluate(
    (element, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      const given = { clipboardData, bubbles: true, cancelable: true }
      element.dispatchEvent(new ClipboardEvent('paste', given))
    },
    lines.map((cells) => cells.join('\t')).join('\n'),
  )
}

test('two people change a product: both sides are shown, and what is kept is saved', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const name = newWord()
  const product = await productNamed(shop, `Bol ${name}`)
  await openAs(page, shop.platform.staff, `/products/${product.productId}/texts`)
  await page
    .getByRole('group', { name: /^Titre/ })
    .getByLabel('Français')
    .fill(`Coupe ${name}`)
  await page.getByLabel('Marque').fill('Alba')
  await retitle(shop, product, `Tasse ${name}`)
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const title = dialog.getByRole('row').filter({ hasText: 'Titre' })
  await expect(title).toContainText(`Tasse ${name}`)
  await expect(title).toContainText(`Coupe ${name}`)
  await title.getByRole('radio').first().check()
  await dialog.getByRole('button', { name: 'Garder et enregistrer' }).click()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Coupe ${name}`)
  const now = await readProduct(shop, product.productId)
  expect(now).toMatchObject({ title: { fr: `Coupe ${name}` }, brand: 'Alba' })
})

test('what is typed into a product is not lost by leaving or by a reload', async ({
  page,
  shop,
}) => {
  const name = newWord()
  const product = await productNamed(shop, `Bol ${name}`)
  await openAs(page, shop.platform.staff, `/products/${product.productId}/texts`)
  const brand = page.getByLabel('Marque')
  await brand.fill('Alba')
  // another tab of the same product is no way out
  await page.getByRole('link', { name: 'Variantes' }).click()
  await page.getByRole('link', { name: 'Textes' }).click()
  await expect(brand).toHaveValue('Alba')
  await page.getByRole('link', { name: 'Retour à la liste' }).click()
  const dialog = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
  await dialog.getByRole('button', { name: 'Rester' }).click()
  page.on('dialog', (asked) => void asked.accept())
  await page.reload()
  await expect(brand).toHaveValue('Alba')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  await page.getByRole('link', { name: 'Retour à la liste' }).click()
  await expect(page.getByRole('table', { name: 'Produits' })).toBeVisible()
})

test('pictures are added, put in another order by keyboard and described', async ({
  page,
  shop,
}) => {
  const name = newWord()
  const { productId } = await productNamed(shop, `Bol ${name}`)
  await openAs(page, shop.platform.staff, `/products/${productId}/images`)
  await page.getByLabel('Fichiers d’images').setInputFiles([pictureOf(200), pictureOf(90)])
  await expect(page.getByRole('listitem').filter({ hasText: 'Image 2' })).toBeVisible()
  const before = (await readProduct(shop, productId)).images.map(({ path }) => path)
  expect(before).toHaveLength(2)
  await page.getByRole('button', { name: 'Avancer l’image 2' }).press('Enter')
  await expect(page.getByText('L’image 2 est maintenant en place 1.')).toBeAttached()
  const alt = page.getByLabel('Ce qu’elle montre (français)').first()
  await alt.fill('Un bol bleu')
  await alt.press('Enter')
  await expect
    .poll(async () => (await readProduct(shop, productId)).images.map(({ path }) => path))
    .toEqual(before.toReversed())
  await expect
    .poll(async () => (await readProduct(shop, productId)).images[0]?.alt?.fr)
    .toBe('Un bol bleu')
})

/** A small picture in one tone of grey. */
const pictureOf = (grey: number) => ({
  name: `grey-${grey}.png`,
  mimeType: 'image/png',
  buffer: pngOf(grey),
})

/** Sixteen by sixteen points, eight bits of grey each. */
function pngOf(grey: number): Buffer {
  const side = 16
  const size = Buffer.alloc(13)
  size.writeUInt32BE(side, 0)
  size.writeUInt32BE(side, 4)
  size[8] = 8
  const line = Buffer.concat([Buffer.of(0), Buffer.alloc(side, grey)])
  const lines = Buffer.concat(Array.from({ length: side }, () => line))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [
    ['IHDR', size],
    ['IDAT', deflateSync(lines)],
    ['IEND', Buffer.alloc(0)],
  ] as const
  return Buffer.concat([signature, ...chunks.map(([name, data]) => chunkOf(name, data))])
}

function chunkOf(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

test('a vendor changes its own products, and is not shown what it may not do', async ({
  page,
  shop,
  browserFaults,
}) => {
  // what it may not do yet is refused by the service
  browserFaults.allow(/status of 400/)
  const vendor = await approvedVendor(shop.api, await shop.staff())
  const name = newWord()
  await openAs(page, { email: vendor.email, password }, '/products')
  await expect(page.getByRole('table', { name: 'Produits' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Modifier les/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Exporter tout' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Nouveau produit' }).click()
  await page
    .getByRole('group', { name: /^Titre/ })
    .getByLabel('Français')
    .fill(`Bol ${name}`)
  await page.getByRole('link', { name: 'Vente' }).click()
  await expect(page.getByLabel('Visibilité')).toBeVisible()
  await expect(page.getByLabel('Vendeur')).toHaveCount(0)
  await page.getByRole('link', { name: 'Variantes' }).click()
  await page.getByRole('textbox', { name: /^SKU/ }).fill(`${name}-1`)
  await page.getByRole('textbox', { name: /^Prix/ }).fill('9,90')
  await page.getByRole('textbox', { name: /^Poids/ }).fill('400')
  await page.getByRole('button', { name: 'Créer le produit' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Bol ${name}`)
  const productId = new URL(page.url()).pathname.split('/')[2] ?? ''
  expect(await readProduct(shop, productId)).toMatchObject({
    ...{ vendorId: vendor.vendorId, status: 'draft' },
  })
  // without a category it is not put on sale, and the page says why
  await page.getByRole('button', { name: 'Mettre en vente' }).click()
  await expect(page.getByText('Un produit en vente est dans une catégorie')).toBeVisible()
})
