import { expect } from '@playwright/test'
import { newEmail } from '../../../src/guest.ts'
import { addToCart, putOnSale } from '../../kit/buying.ts'
import { test } from '../../kit/test.ts'

const short = { tag: '@short' }

test(
  'a shopper adds, changes and removes, and takes the removal back',
  short,
  async ({ page, shop }) => {
    const product = await putOnSale(shop, { price: 1_250 })
    await addToCart(page, product)
    await page.getByRole('link', { name: 'Voir le panier' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Votre panier' })).toBeVisible()
    const more = page.getByRole('button', { name: `Un ${product.title} de plus` })
    for (let clicks = 0; clicks < 4; clicks += 1) await more.click()
    await expect(page.getByLabel(`Quantité de ${product.title}`)).toHaveValue('5')
    await expect(page.getByRole('listitem').filter({ hasText: product.title })).toContainText(
      '62,50',
    )
    await page.reload()
    await expect(page.getByLabel(`Quantité de ${product.title}`)).toHaveValue('5')
    await page.getByRole('button', { name: `Retirer ${product.title} du panier` }).click()
    await expect(page.getByText('Votre panier est vide.')).toBeVisible()
    await page.getByRole('button', { name: 'Annuler' }).click()
    await expect(page.getByLabel(`Quantité de ${product.title}`)).toHaveValue('5')
  },
)

test('a product without variants is added from its card, with a script and without', async ({
  page,
  newVisitor,
  shop,
}) => {
  const product = await putOnSale(shop, { price: 1_500 })
  const list = `/fr/search?q=${product.sku}`
  const name = `Ajouter ${product.title} au panier`
  await page.goto(list)
  const sent = page.waitForRequest(/\/bff\/cart\/lines$/)
  await page.getByRole('button', { name }).click()
  const drawer = page.getByRole('dialog', { name: 'Votre panier' })
  await expect(drawer.getByRole('link', { name: product.title })).toBeVisible()
  expect((await sent).headers()['idempotency-key']).toMatch(/.{8}/)
  await expect(page.getByRole('link', { name: 'Panier, 1 article' })).toBeAttached()

  const visitor = await newVisitor({ javaScriptEnabled: false })
  const plain = await visitor.newPage()
  await plain.goto(list)
  const button = plain.getByRole('button', { name })
  expect(await button.boundingBox()).toMatchObject({ width: 44, height: 44 })
  await button.click()
  await expect(plain).toHaveURL(/\/fr\/cart$/)
  await expect(plain.getByLabel(`Quantité de ${product.title}`)).toHaveValue('1')
})

test('buying up to the cart needs no script', short, async ({ newVisitor, shop }) => {
  const product = await putOnSale(shop, { price: 1_500 })
  const visitor = await newVisitor({ javaScriptEnabled: false })
  const page = await visitor.newPage()
  await page.goto(product.path)
  await page.getByLabel('Quantité').fill('2')
  await page.getByRole('button', { name: 'Ajouter au panier' }).click()
  await expect(page).toHaveURL(/\/fr\/cart$/)
  const line = page.getByRole('listitem').filter({ hasText: product.title })
  await expect(line).toContainText('30,00')
  await page.getByLabel(`Quantité de ${product.title}`).fill('3')
  await page.getByRole('button', { name: 'Mettre à jour' }).click()
  await expect(line).toContainText('45,00')
  await page.getByLabel('Code promotionnel').fill('NOBODY-HAS-IT')
  await page.getByRole('button', { name: 'Appliquer' }).click()
  await expect(page.getByText('Ce code n’existe pas')).toBeVisible()
  await page.getByRole('button', { name: `Retirer ${product.title} du panier` }).click()
  await expect(page.getByText('Votre panier est vide.')).toBeVisible()
})

test('the cart of a guest comes along when they sign in, and is empty when they leave', async ({
  page,
  shop,
}) => {
  const product = await putOnSale(shop)
  await addToCart(page, product)
  await page.goto('/fr/register?next=/fr/cart')
  await page.getByLabel('Prénom').fill('Camille')
  await page.getByLabel('E-mail').fill(newEmail())
  await page.getByLabel('Mot de passe').fill('une phrase de passe assez longue')
  await page.getByRole('button', { name: 'Créer un compte' }).click()
  await expect(page).toHaveURL(/\/fr\/cart$/)
  await expect(page.getByLabel(`Quantité de ${product.title}`)).toHaveValue('1')
  const account = page.getByRole('link', { name: 'Compte' })
  await expect(account).toContainText('Camille')
  await account.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre compte')
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await expect(page).toHaveURL(/\/fr$/)
  await expect(page.getByRole('link', { name: 'Se connecter' })).toBeVisible()
  await page.goto('/fr/cart')
  await expect(page.getByText('Votre panier est vide.')).toBeVisible()
})

test('a product that sells out while it is looked at says so, and offers to tell', async ({
  page,
  shop,
}) => {
  const product = await putOnSale(shop, { stock: 3 })
  await page.goto(product.path)
  await expect(page.getByText('Plus que 3').first()).toBeVisible()
  await expect(page.getByText('Stock en direct')).toBeVisible()
  await shop.api(`PUT /api/stock/${product.sku}`, {
    token: await shop.staff(),
    body: { onHand: 0 },
  })
  await expect(page.getByText('Épuisé pour le moment').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Me prévenir du retour en stock' })).toBeVisible()
})
