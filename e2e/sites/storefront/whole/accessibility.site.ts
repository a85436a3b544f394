import { expect, type Page } from '@playwright/test'
import { newEmail } from '../../../src/guest.ts'
import { home } from '../../../src/shopper.ts'
import { overflowOf, violations } from '../../kit/axe.ts'
import { addToCart, expectThanks, fillCheckout, orderButton, putOnSale } from '../../kit/buying.ts'
import { test } from '../../kit/test.ts'

const pages = {
  home: '',
  category: '/c/maison',
  narrowed: '/c/maison?brand=Lueur&stock=1',
  product: '/p/mug-gres',
  search: '/search?q=lampe',
  'nothing found': '/search?q=zzzzzz&brand=Lueur',
  'not there': '/p/rien-de-tel',
  terms: '/legal/terms',
  help: '/help',
  withdrawal: '/withdrawal',
  track: '/track',
  'empty cart': '/cart',
  'checkout of nothing': '/checkout',
  'sign-in': '/sign-in',
  'sign-in refused': '/sign-in?problem=invalid_credentials',
  register: '/register',
  'forgotten password': '/forgot',
  'account of nobody': '/account',
  'payment without a link': '/pay',
} as const

const views = ['fr', 'en'].flatMap((locale) =>
  [360, 1280].map((width) => ({ locale, viewport: { width, height: 800 } })),
)

for (const [name, path] of Object.entries(pages)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing: ${name}, ${colorScheme}`, async ({ newVisitor, browserFaults }) => {
      // addresses that lead nowhere, and an account of nobody
      browserFaults.allow(/status of 40[14]/)
      // a browser that has a picture in a larger width takes that one
      browserFaults.allow(/preloaded using link preload but not used/)
      const page = await (await newVisitor({ colorScheme })).newPage()
      for (const { locale, viewport } of views) {
        await page.setViewportSize(viewport)
        await page.goto(`/${locale}${path}`)
        const where = `${locale}, ${viewport.width} px`
        expect(await violations(page), where).toEqual([])
        expect(await overflowOf(page), `${where} scrolls sideways`).toBeLessThanOrEqual(0)
      }
    })
  }
}

/** Looks at what is shown now, in a language, at both widths. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    const where = `${what}, ${width} px`
    expect(await violations(page), where).toEqual([])
    expect(await overflowOf(page), `${where} scrolls sideways`).toBeLessThanOrEqual(0)
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the way to an order: ${colorScheme}`, async ({ newVisitor, shop }) => {
    const page = await (await newVisitor({ colorScheme })).newPage()
    const product = await putOnSale(shop)
    await addToCart(page, product)
    await expectAccessible(page, 'drawer')
    for (const locale of ['fr', 'en']) {
      await page.goto(`/${locale}/cart`)
      await expect(page.getByRole('link', { name: product.title }).first()).toBeVisible()
      await expectAccessible(page, `${locale}, cart`)
      await page.goto(`/${locale}/checkout`)
      await page.getByRole('button', { name: /obligation/ }).click()
      await expect(page.getByRole('alert').first()).toBeFocused()
      await expectAccessible(page, `${locale}, checkout with faults`)
    }
    await fillCheckout(page)
    await page.getByText('Cas d’essai').first().click()
    await expectAccessible(page, 'checkout, filled in')
    await orderButton(page).click()
    await expectThanks(page)
    await expectAccessible(page, 'thanks')
    await page.goto(page.url().replace('/fr/', '/en/'))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page, 'thanks, en')
  })

  test(`axe finds nothing where a payment was refused: ${colorScheme}`, async ({
    newVisitor,
    shop,
  }) => {
    const page = await (await newVisitor({ colorScheme })).newPage()
    await addToCart(page, await putOnSale(shop))
    await fillCheckout(page, { card: 'pm_card_chargeDeclined' })
    await orderButton(page).click()
    await expect(page.getByText('Le paiement n’a pas abouti')).toBeVisible({ timeout: 60_000 })
    await expectAccessible(page, 'refused')
    await page.goto(page.url().replace('/fr/', '/en/'))
    await expect(page.getByRole('alert').first()).toBeVisible()
    await expectAccessible(page, 'refused, en')
  })
}

/** Pages as their own, of which each must serve whoever zooms, or sets colours or sizes. */
const essential = ['', '/c/maison', '/p/mug-gres', '/search?q=lampe', '/cart', '/sign-in', '/track']

test('nothing scrolls sideways in 320 px, nor when text is twice as large', async ({
  newVisitor,
  shop,
}) => {
  const page = await (await newVisitor({ viewport: { width: 320, height: 640 } })).newPage()
  await addToCart(page, await putOnSale(shop))
  for (const path of [...essential, '/checkout', '/withdrawal', '/register', '/legal/terms']) {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(`/fr${path}`)
    expect(await overflowOf(page), `${path} in 320 px`).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 640, height: 800 })
    // what a browser does whose user has set the size of text to 200 %
    await page.addStyleTag({ content: ':root { font-size: 200% }' })
    expect(await overflowOf(page), `${path} with large text`).toBeLessThanOrEqual(0)
  }
})

test('where a system sets all colours, focus, fields and chosen things are seen', async ({
  newVisitor,
  shop,
}) => {
  const page = await (await newVisitor({ forcedColors: 'active' })).newPage()
  await addToCart(page, await putOnSale(shop))
  for (const path of [...essential, '/checkout']) {
    await page.goto(`/fr${path}`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element)
      return `${outlineStyle} ${outlineWidth}`
    })
    expect(outline, `${path}: focus`).toMatch(/^(solid|auto) [1-9]/)
    const bare = await page.evaluate(() =>
      [...document.querySelectorAll('main input:not([type=hidden]), main button, main select')]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const { borderTopStyle, appearance, textDecorationLine } = getComputedStyle(element)
          const isText = textDecorationLine.includes('underline')
          return borderTopStyle === 'none' && appearance === 'none' && !isText
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    )
    expect(bare, `${path}: without an edge`).toEqual([])
  }
})

test('an order is placed by keyboard alone', async ({ page, shop }) => {
  const product = await putOnSale(shop)
  await page.goto(product.path)
  await tabTo(page, 'Ajouter au panier')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Votre panier' })
  await expect(drawer).toBeVisible()
  await tabTo(page, 'Commander')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/fr\/checkout$/)
  await tabTo(page, 'E-mail')
  await page.keyboard.type(newEmail())
  for (const [label, text] of [
    ['Nom et prénom', home.recipient],
    ['Adresse', home.line1],
    ['Code postal', home.postalCode],
    ['Ville', home.city],
  ] as const) {
    await tabTo(page, label)
    await page.keyboard.type(text)
  }
  await expect(
    page.getByRole('group', { name: 'Comment' }).getByRole('radio').first(),
  ).toBeChecked()
  await tabTo(page, 'J’accepte les conditions générales de vente')
  await page.keyboard.press('Space')
  await expect(orderButton(page)).toContainText('€')
  await tabTo(page, 'Commander avec obligation de paiement')
  await page.keyboard.press('Enter')
  await expectThanks(page)
})

/** Goes on by Tab until what has the focus begins with the name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = []
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : undefined
      return (label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim()
    })
    if (focused.startsWith(name)) return
    seen.push(focused.slice(0, 30))
  }
  throw new Error(`Tab does not lead to ${name}, but to ${seen.join(' · ')}`)
}

test('axe finds nothing in what opens over a page', async ({ page }) => {
  await page.goto('/fr')
  await page.getByRole('combobox').pressSequentially('lamp')
  await expect(page.getByRole('option').first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.goto('/fr/p/cocotte-fonte')
  await page.getByRole('button', { name: 'Agrandir la photo' }).click()
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto('/fr/c/maison')
  await page.getByText('Filtrer', { exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Filtrer' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})
