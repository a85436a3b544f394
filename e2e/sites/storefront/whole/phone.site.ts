import { expect } from '@playwright/test'
import { test } from '../../kit/test.ts'

test.use({ viewport: { width: 360, height: 780 }, hasTouch: true })

test('on a phone the filters are a sheet that says how many products there are', async ({
  page,
}) => {
  await page.goto('/fr/c/maison')
  // the sheet is there once the page is: before that, the filters unfold in place
  const opener = page.getByText('Filtrer', { exact: true })
  const sheet = page.getByRole('dialog', { name: 'Filtrer' })
  await opener.click()
  await expect(sheet).toBeVisible()
  await sheet.getByRole('link', { name: /^Lueur/ }).click()
  await expect(page).toHaveURL(/\?brand=Lueur$/)
  await sheet.getByRole('button', { name: 'Voir 3 produits' }).click()
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('article')).toHaveCount(3)
})

test('pictures are looked at one by one, and whole', async ({ page }) => {
  await page.goto('/fr/p/cocotte-fonte')
  const second = page.getByRole('button', { name: /photo 2 sur 2/ })
  await second.click()
  await expect(second).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Agrandir la photo' }).click()
  const whole = page.getByRole('dialog', { name: /photo 2 sur 2/ })
  await expect(whole.getByRole('img')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(whole).toBeHidden()
})
