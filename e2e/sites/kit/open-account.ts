import { expect, type Page } from '@playwright/test'
import { eventually } from '../../src/api.ts'
import { password, register, type Shopper } from '../../src/shopper.ts'
import { type Shop, test } from './test.ts'

/** Signs in by the form of the sign-in page, and leads to a page of the account. */
export async function enter(
  page: Page,
  { email }: Pick<Shopper, 'email'>,
  next = '/fr/account',
  words = password,
): Promise<void> {
  await page.goto(`/fr/sign-in?next=${next}`)
  const form = page.getByRole('main')
  await form.getByLabel('E-mail').fill(email)
  await form.getByLabel('Mot de passe').fill(words)
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

/** The token of the link in a mail to an address; leaves the test out where mails cannot be read. */
export async function mailedToken({ platform }: Shop, to: string, about: RegExp): Promise<string> {
  test.skip(platform.mailboxUrl === undefined, 'it reads mails in the message simulator')
  const url = `${platform.mailboxUrl}/api/messages?to=${encodeURIComponent(to)}`
  const token = await eventually(
    'the mail with the link',
    async () => {
      const { items } = (await (await fetch(url)).json()) as {
        items: { subject: string; text: string }[]
      }
      const mail = items.find(({ subject }) => about.test(subject))
      return /#token=([\w.%~-]+)/.exec(mail?.text ?? '')?.[1]
    },
    (found) => found !== undefined,
  )
  return decodeURIComponent(token ?? '')
}
