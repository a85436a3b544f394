import { expect, type Page } from '@playwright/test'
import { password, register, type Shopper } from '../../src/shopper.ts'
import type { Shop } from './test.ts'

/** Signs in by the form of the sign-in page, and leads to a page of the account. */
export async function enter(
  page: Page,
  { email }: Pick<Shopper, 'email'>,
  next = '/fr/account',
): Promise<void> {
  await page.goto(`/fr/sign-in?next=${next}`)
  const form = page.getByRole('main')
  await form.getByLabel('E-mail').fill(email)
  await form.getByLabel('Mot de passe').fill(password)
  await form.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL((url) => url.pathname === next)
}

/** A new shopper whose account is open at a page. */
export async function openAccount(page: Page, shop: Shop, next?: string): Promise<Shopper> {
  const shopper = await register(shop.api)
  await enter(page, shopper, next)
  return shopper
}

/** The page has read what it shows. */
export const expectRead = (page: Page) => expect(page.getByText('Chargement…')).toHaveCount(0)
