import { services } from '@comptoir/contracts/topology'
import { expect, type Page } from '@playwright/test'
import { keepDown, processesOf } from '../../../faults/kit/processes.ts'
import { newEmail } from '../../../src/guest.ts'
import { password } from '../../../src/shopper.ts'
import { addToCart, putOnSale } from '../../kit/buying.ts'
import { type Shop, test } from '../../kit/test.ts'

type Down = Exclude<keyof typeof services, 'storefront'>

/** The pages of a guest who has something in the cart. */
const pages = [
  ...['', '/c/maison', '/search?q=lampe', '/cart', '/checkout', '/sign-in', '/register'],
  ...['/track', '/withdrawal', '/account', '/help', '/legal/terms'],
]

/** Words of a program: none of them is for shoppers. */
const stack =
  /\bat \S+ \(|\.[cm]?[jt]sx?:\d+|ECONNREFUSED|TypeError|undefined|\[object |Internal Server Error/

/** The page says what it is, and something more; nothing of how it failed. */
async function expectWholePage(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path)
  expect([200, 503], path).toContain(answer?.status())
  await expect(page.getByRole('heading', { level: 1 }), path).not.toBeEmpty()
  await expect(page.getByRole('main'), path).toContainText(/\S.{30}/s)
  const text = await page.locator('body').innerText()
  expect(text, path).not.toMatch(stack)
}

/** What else a page says, beyond being there. */
const saying: Partial<Record<Down, (page: Page, shop: Shop, path: string) => Promise<void>>> = {
  async carts(page, _, product) {
    await page.goto('/fr/cart')
    await expect(page.getByText('Le panier ne répond pas')).toBeVisible()
    await page.goto(product)
    await page.getByRole('button', { name: 'Ajouter au panier' }).click()
    await expect(page.getByText('Un service ne répond pas')).toBeVisible({ timeout: 60_000 })
  },
  async orders(page) {
    await page.goto('/fr/checkout')
    await expect(page.getByText('Nous ne pouvons pas prendre de commande')).toBeVisible()
  },
  async payments(page) {
    await page.goto('/fr/checkout')
    await expect(page.getByText('Les moyens de paiement ne répondent pas')).toBeVisible()
  },
  async accounts(page) {
    await page.goto('/fr/sign-in')
    await page.getByLabel('E-mail').fill(newEmail())
    await page.getByLabel('Mot de passe').fill(password)
    await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click()
    await expect(page.getByText('Un service ne répond pas')).toBeVisible({ timeout: 60_000 })
  },
  async catalog(page) {
    await page.goto('/fr/search?q=personne-ne-l-a-cherche')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Nous n’arrivons pas à afficher cette page.',
    )
  },
  async inventory(page, _, product) {
    await page.goto(product)
    await expect(page.getByRole('button', { name: 'Ajouter au panier' })).toBeVisible()
  },
  async shipping(page) {
    await page.goto('/fr/track')
    await page.getByLabel('Numéro de suivi').fill('NOBODY123')
    await page.getByRole('button', { name: 'Suivre' }).click()
    await expect(page.getByText('Un service ne répond pas')).toBeVisible({ timeout: 60_000 })
  },
}

for (const name of Object.keys(services).filter((one) => one !== 'storefront') as Down[]) {
  test(`without ${name} every page is there, and says what is missing`, async ({
    page,
    shop,
    browserFaults,
  }) => {
    test.setTimeout(400_000)
    // that a service is missing is in the console, too
    browserFaults.allow(
      /Failed to load resource: the server responded with a status of (429|5\d\d)/,
    )
    // React says that a page failed, whose alert is shown
    browserFaults.allow(
      /^(error|exception): .*(An error occurred in the Server Components render|Minified React error)/,
    )
    // nobody is signed in
    browserFaults.allow(/status of 401 .*\/bff\/me\b/)
    // what comes through the gateway: pictures, and what a page that failed had asked for in its head
    browserFaults.allow(/Failed to load resource: net::ERR_CONNECTION_REFUSED/)
    browserFaults.allow(/^warning: The resource .* was preloaded using link preload but not used/)
    const product = await putOnSale(shop)
    await addToCart(page, product)
    await page.goto('/fr')
    await keepDown(processesOf(shop.platform), name, async () => {
      for (const path of pages) await expectWholePage(page, `/fr${path}`)
      await expectWholePage(page, product.path)
      await saying[name]?.(page, shop, product.path)
    })
    // and all is well again by itself
    await page.goto('/fr/cart')
    await expect(page.getByLabel(`Quantité de ${product.title}`)).toBeVisible({ timeout: 60_000 })
  })
}
