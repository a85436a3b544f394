import { expect } from '@playwright/test'
import { test } from '../../kit/test.ts'

test('suggestions are chosen with the arrows, and lead to what they name', {
  tag: '@short',
}, async ({ page }) => {
  await page.goto('/fr')
  await page.keyboard.press('/')
  const field = page.getByRole('combobox', { name: 'Rechercher' })
  await expect(field).toBeFocused()
  await field.pressSequentially('lamp')
  const options = page.getByRole('option')
  await expect(options.filter({ hasText: 'Lampe de bureau' })).toBeVisible()
  await field.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  const chosen = await options.first().textContent()
  await field.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: chosen?.trim() ?? '' })).toBeVisible()
  await expect(page.getByRole('listbox')).toBeHidden()
})

test('Escape closes the list, Enter searches for the words, and the search is offered again', async ({
  page,
}) => {
  await page.goto('/en')
  const field = page.getByRole('combobox', { name: 'Search' })
  await field.pressSequentially('lamp')
  await expect(page.getByRole('option').first()).toBeVisible()
  await field.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await field.press('Enter')
  await expect(page).toHaveURL(/\/en\/search\?q=lamp$/)
  await page.goto('/en')
  await field.focus()
  await expect(page.getByRole('option', { name: 'lamp' })).toBeVisible()
})

test('a list without a product says what to take away, by how much comes back', async ({
  page,
}) => {
  await page.goto('/fr/c/epicerie?brand=Lueur&stock=1')
  await expect(page.getByRole('heading', { name: 'Aucun produit ne correspond' })).toBeVisible()
  const offers = page.getByRole('link', { name: /^Sans « Lueur »/ })
  await expect(offers).toContainText('4 produits')
  await offers.click()
  await expect(page).toHaveURL(/\/fr\/c\/epicerie\?stock=1$/)
  await expect(page.getByRole('article').first()).toBeVisible()
})
