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
