import { expect } from '@playwright/test'
import { test } from '../../kit/test.ts'

const short = { tag: '@short' }

test(
  'a shopper narrows a category and comes back to the list as it was',
  short,
  async ({ page }) => {
    await page.goto('/fr')
    await page
      .getByRole('navigation', { name: 'Rayons' })
      .getByRole('link', { name: 'Maison', exact: true })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: 'Maison' })).toBeVisible()
    const brand = page.getByRole('link', { name: /^Lueur/ })
    await brand.click()
    await expect(page).toHaveURL(/\/fr\/c\/maison\?brand=Lueur$/)
    await expect(page.getByRole('link', { name: 'Retirer le filtre Lueur' })).toBeVisible()
    const cards = page.getByRole('article')
    const narrowed = await cards.getByRole('heading').allTextContents()
    expect(narrowed.length).toBeGreaterThan(0)
    await cards.getByRole('link').first().click()
    await expect(page.getByRole('heading', { level: 1, name: narrowed[0] })).toBeVisible()
    await page.goBack()
    await expect(cards.getByRole('heading')).toHaveText(narrowed)
    await page.getByRole('link', { name: 'Tout effacer' }).click()
    await expect(page).toHaveURL(/\/fr\/c\/maison$/)
  },
)

test('a facet is painted at once, and the list dims until the new one is there', async ({
  page,
}) => {
  await page.goto('/fr/c/maison')
  const list = page.locator('#list')
  const brand = page.getByRole('link', { name: /^Lueur/ })
  const box = brand.locator('[aria-hidden="true"]')
  const paint = () => box.evaluate((element) => getComputedStyle(element).backgroundColor)
  await brand.scrollIntoViewIfNeeded()
  const [unpainted, place] = [await paint(), await list.boundingBox()]
  const answered = Promise.withResolvers<void>()
  await page.route(/brand=Lueur/, async (route) => {
    await answered.promise
    await route.continue()
  })
  await brand.click()
  await expect(list).toHaveAttribute('aria-busy', 'true')
  await expect(list).toHaveCSS('opacity', '0.45')
  expect(await paint()).not.toBe(unpainted)
  expect(await list.boundingBox()).toEqual(place)
  answered.resolve()
  await expect(page).toHaveURL(/brand=Lueur$/)
  await expect(list).not.toHaveAttribute('aria-busy')
  await expect(list).toHaveCSS('opacity', '1')
})

test('a word with a slip in it finds the product, in both languages', short, async ({ page }) => {
  await page.goto('/fr')
  const field = page.getByLabel('Rechercher').first()
  await field.fill('cocote')
  await field.press('Enter')
  await expect(page).toHaveURL(/\/fr\/search\?q=cocote$/)
  await expect(page.getByRole('article').filter({ hasText: 'Cocotte en fonte' })).toBeVisible()
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL(/\/en\/search\?q=cocote$/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test(
  'a variant is chosen in the address, and the page says what of it is left',
  short,
  async ({ page }) => {
    await page.goto('/fr/p/mug-gres')
    await page.getByRole('link', { name: 'blanc' }).click()
    await expect(page).toHaveURL(/\?sku=CMP-MUG-BLANC$/)
    // what is said aloud has the same words
    await expect(page.getByText('Plus que 4').first()).toBeVisible()
    await expect(page.getByText('13,90 €').first()).toBeVisible()
  },
)

test('browsing needs no script', async ({ newVisitor }) => {
  const visitor = await newVisitor({ javaScriptEnabled: false })
  const page = await visitor.newPage()
  await page.goto('/fr/c/epicerie')
  await page.getByRole('article').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.getByLabel('Rechercher').first().fill('thé')
  await page.getByRole('button', { name: 'Lancer la recherche' }).click()
  await expect(page.getByRole('article').first()).toBeVisible()
})
