import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { chooseCard, expectThanks, fillCheckout, orderButton } from '../../kit/buying.ts'
import { saveScreen } from '../../kit/screens.ts'
import { test } from '../../kit/test.ts'

const bytesAtMost = 150_000

const desktop = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }
const themes = ['light', 'dark'] as const

type Screen = {
  readonly name: string
  readonly path: string
  readonly viewport?: typeof desktop
  /** What a shopper did before. */
  readonly before?: (page: Page) => Promise<void>
  /** What a shopper does on the page. */
  readonly act?: (page: Page) => Promise<void>
}

async function fillCart(page: Page): Promise<void> {
  for (const slug of ['cocotte-fonte', 'mug-gres']) {
    await page.goto(`/fr/p/${slug}`)
    await page.getByRole('button', { name: 'Ajouter au panier' }).click()
    await expect(page.getByRole('dialog', { name: 'Votre panier' })).toBeVisible()
  }
}

async function order(page: Page, card?: string): Promise<void> {
  await fillCart(page)
  await fillCheckout(page)
  if (card) await chooseCard(page, card)
  await orderButton(page).click()
}

const screens: readonly Screen[] = [
  { name: 'home', path: '/fr' },
  { name: 'category', path: '/en/c/maison' },
  { name: 'product', path: '/fr/p/cocotte-fonte' },
  { name: 'phone', path: '/fr', viewport: phone },
  { name: 'phone-product', path: '/fr/p/mug-gres', viewport: phone },
  { name: 'search', path: '/fr/search?q=lampe' },
  { name: 'nothing-found', path: '/fr/search?q=zzzzzz' },
  { name: 'cart', path: '/fr/cart', before: fillCart },
  {
    ...{ name: 'drawer', path: '/fr/p/cocotte-fonte', before: fillCart },
    async act(page) {
      await page.getByRole('button', { name: 'Ajouter au panier' }).click()
      const drawer = page.getByRole('dialog', { name: 'Votre panier' })
      await expect(drawer.getByRole('link', { name: 'Cocotte' })).toBeVisible()
    },
  },
  { name: 'checkout', path: '/fr/checkout', before: fillCart, act: (page) => fillCheckout(page) },
  {
    ...{ name: 'phone-checkout', path: '/fr/checkout', viewport: phone, before: fillCart },
    act: (page) => fillCheckout(page),
  },
  {
    ...{ name: 'checkout-faults', path: '/fr/checkout', before: fillCart },
    async act(page) {
      await orderButton(page).click()
      await expect(page.getByRole('alert').first()).toBeFocused()
    },
  },
  {
    ...{ name: 'refused', path: '/fr/checkout', before: fillCart },
    async act(page) {
      await order(page, 'pm_card_chargeDeclined')
      await expect(page.getByText('Le paiement n’a pas abouti')).toBeVisible({ timeout: 60_000 })
    },
  },
  {
    ...{ name: 'thanks', path: '/fr/cart' },
    async act(page) {
      await order(page)
      await expectThanks(page)
    },
  },
  { name: 'sign-in', path: '/fr/sign-in' },
  { name: 'register', path: '/fr/register' },
  { name: 'track', path: '/fr/track' },
  { name: 'withdrawal', path: '/fr/withdrawal' },
  { name: 'help', path: '/fr/help' },
  { name: 'not-there', path: '/fr/p/rien-de-tel' },
]

/** The four that README shows have no theme in their name. */
const shownInReadme: Readonly<Record<string, (typeof themes)[number]>> = {
  ...{ home: 'light', category: 'light', product: 'dark', phone: 'dark' },
}

const fileOf = (name: string, theme: string): string =>
  `storefront-${name}${shownInReadme[name] === theme ? '' : `-${theme}`}.jpg`

for (const { name, path, viewport = desktop, before, act } of screens) {
  for (const colorScheme of themes) {
    test(`the screen ${name} can be shown, ${colorScheme}`, async ({
      newVisitor,
      browserFaults,
    }, info) => {
      browserFaults.allow(/status of 404/)
      const page = await (await newVisitor({ viewport, colorScheme })).newPage()
      await before?.(page)
      await page.goto(path)
      await act?.(page)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('load')
      await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }))
      await saveScreen(page, { info, bytesAtMost, file: fileOf(name, colorScheme) })
      // the whole of it, for whoever looks at it by eye
      const whole = process.env['SITES_WHOLE_SCREENS']
      if (whole)
        await page.screenshot({ path: join(whole, `${name}-${colorScheme}.png`), fullPage: true })
    })
  }
}
