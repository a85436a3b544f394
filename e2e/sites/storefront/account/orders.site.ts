import { expect, type Page } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { buyAsGuest } from '../../../src/guest.ts'
import { password } from '../../../src/shopper.ts'
import { type Bought, deliver, mailedLink, orderOf } from '../../kit/account.ts'
import { overflowOf, violations } from '../../kit/axe.ts'
import { putOnSale } from '../../kit/buying.ts'
import { download } from '../../kit/downloads.ts'
import { enter } from '../../kit/open-account.ts'
import { type Shop, test } from '../../kit/test.ts'

const short = { tag: '@short' }

const pathOf = ({ order }: Pick<Bought, 'order'>) => `/fr/account/orders/${order.orderId}`

/** A new shopper has ordered a product that nobody else buys. */
async function ordered(shop: Shop, quantity = 1) {
  const product = await putOnSale(shop)
  const bought = await orderOf(shop, { sku: product.sku, quantity })
  return { ...bought, product, path: pathOf(bought) }
}

/** What a click on a link saves: its first bytes. */
async function saved(page: Page, link: string | RegExp): Promise<string> {
  const { name, bytes } = await download(page.getByRole('link', { name: link }))
  expect(name).toMatch(/\.pdf$/)
  return bytes.subarray(0, 5).toString()
}

const step = (page: Page, title: string) =>
  page.getByRole('list', { name: /commande|retour/ }).getByText(title, { exact: true })

/** Asks for the return of one, from the page of returns. */
async function askReturn(page: Page, title: string): Promise<void> {
  await page.getByLabel(`Combien de ${title} ?`).selectOption('1')
  await page.getByRole('button', { name: 'Demander le retour' }).click()
}

test(
  'an order is cancelled in two steps, and its refund is seen live with its credit note',
  short,
  async ({ page, shop }) => {
    const { shopper, order, product, path } = await ordered(shop, 2)
    await enter(page, shopper, path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${order.number}`)
    await expect(page.getByRole('link', { name: product.title })).toBeVisible()
    expect(await saved(page, 'Télécharger la facture')).toBe('%PDF-')
    await page.getByRole('button', { name: 'Annuler la commande' }).click()
    await expect(page.getByText(/Vous êtes remboursé de .+€/)).toBeVisible()
    await page.getByRole('button', { name: /^Annuler et récupérer .+€$/ }).click()
    await expect(step(page, 'Remboursée')).toBeVisible({ timeout: 60_000 })
    await expect(step(page, 'Annulée')).toBeVisible()
    await expect(page.getByText('Votre commande est annulée.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Annuler la commande' })).toHaveCount(0)
    await expect(page.getByRole('link', { name: /^Télécharger l’avoir/ })).toBeVisible({
      timeout: 60_000,
    })
  },
)

test('goods are sent back with a label, and kept after all', async ({ page, shop }) => {
  const bought = await ordered(shop, 2)
  await deliver(shop, bought)
  const { shopper, order, product, path } = bought
  await enter(page, shopper, path)
  await expect(page.getByText('Livré', { exact: true }).first()).toBeVisible()
  await page.getByRole('link', { name: 'Retourner des articles' }).click()
  await page.waitForURL(`**${path}/return`)
  await askReturn(page, product.title)
  await expect(step(page, 'Demandé')).toBeVisible()
  const { token } = shopper
  const list = await shop.api<{ items: { returnId: string }[] }>(
    `GET /api/returns?orderId=${order.orderId}`,
    { token },
  )
  const { returnId } = list.body.items[0] ?? {}
  const approval = { token: await shop.staff(), body: {} }
  expect((await shop.api(`POST /api/returns/${returnId}/approve`, approval)).status).toBe(200)
  await page.getByRole('button', { name: 'Obtenir l’étiquette' }).click({ timeout: 60_000 })
  const link = page.getByRole('link', { name: 'Télécharger l’étiquette' })
  await expect(link).toBeVisible({ timeout: 60_000 })
  const shipmentId = `shp_${order.orderId.replace('ord_', '')}_ret1`
  await eventually(
    'the label to be drawn',
    () => shop.api(`GET /api/shipments/${shipmentId}/return-label`, { token }),
    ({ status }) => status === 200,
  )
  expect(await saved(page, 'Télécharger l’étiquette')).toBe('%PDF-')
  await page.getByText('Garder les articles').click()
  await page.getByRole('button', { name: 'Annuler ce retour' }).click()
  await expect(step(page, 'Annulé : vous gardez les articles')).toBeVisible()
})

test('an order of somebody else is the missing page; nobody’s asks to sign in', async ({
  page,
  shop,
  newVisitor,
  browserFaults,
}) => {
  browserFaults.allow(/status of 40[14]/)
  const { order, path, shopper } = await ordered(shop)
  const other = await ordered(shop)
  await enter(page, other.shopper, path)
  for (const shown of [path, `${path}/return`, `/fr/orders/${order.orderId}`]) {
    await page.goto(shown)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas.')
  }
  const stranger = await (await newVisitor()).newPage()
  await stranger.goto(path)
  await expect(stranger.getByRole('heading', { name: 'Connectez-vous' })).toBeVisible()
  const html = await (await stranger.request.get(path)).text()
  for (const secret of [shopper.email, order.number, 'Camille']) expect(html).not.toContain(secret)
})

test('a session that ended keeps what was chosen, and goes on after signing in', async ({
  page,
  context,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 40[14]/)
  const bought = await ordered(shop)
  await deliver(shop, bought)
  const { shopper, product, path } = bought
  await enter(page, shopper, `${path}/return`)
  const quantity = page.getByLabel(`Combien de ${product.title} ?`)
  await quantity.selectOption('1')
  await page.getByLabel('Précision (facultatif)').fill('Une tache sur le bord')
  await context.clearCookies({ name: 'comptoir_session' })
  await page.getByRole('button', { name: 'Demander le retour' }).click()
  await page.getByLabel('E-mail', { exact: true }).fill(shopper.email)
  await expect(quantity).toHaveValue('1')
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click()
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveCount(0)
  await expect(page.getByLabel('Précision (facultatif)')).toHaveValue('Une tache sur le bord')
  await page.getByRole('button', { name: 'Demander le retour' }).click()
  await expect(step(page, 'Demandé')).toBeVisible()
})

test('an order is found by its number, and bought again without what is gone', async ({
  page,
  shop,
}) => {
  const [gone, there] = [await putOnSale(shop), await putOnSale(shop)]
  const lines = [gone, there].map(({ sku }) => ({ sku, quantity: 1 }))
  const { shopper, order } = await orderOf(shop, ...lines)
  await enter(page, shopper, '/fr/account/orders')
  const number = page.getByRole('searchbox', { name: 'Numéro de commande' })
  await number.fill('CMP-0000-0000')
  await number.press('Enter')
  await expect(page.getByText('Aucune de vos commandes n’a le numéro CMP-0000-0000.')).toBeVisible()
  await number.fill(order.number)
  await number.press('Enter')
  await page.getByRole('link', { name: `Commande ${order.number}` }).click()
  const found = await shop.api<{ items: { productId: string }[] }>(`GET /api/search?q=${gone.sku}`)
  const token = await shop.staff()
  await shop.api(`DELETE /api/products/${found.body.items[0]?.productId}`, { token })
  const again = page.getByRole('button', { name: 'Acheter à nouveau' })
  await again.click()
  await expect(page.getByText(`${gone.title} n’est plus en vente.`)).toBeVisible()
  await page.getByRole('link', { name: 'Voir le panier' }).click()
  await expect(page.getByRole('main').getByRole('link', { name: there.title })).toBeVisible()
})

test('a guest opens their order by the link of a mail, once, and cancels it', async ({
  page,
  shop,
  newVisitor,
  browserFaults,
}) => {
  browserFaults.allow(/status of 40\d/)
  const { sku } = await putOnSale(shop)
  const { order, email } = await buyAsGuest(shop.api, sku)
  const link = await mailedLink(shop, { number: order.number, email })
  await page.goto(`/fr/track#link=${encodeURIComponent(link)}`)
  await page.waitForURL(`**/fr/orders/${order.orderId}`)
  await page.getByRole('button', { name: 'Annuler la commande' }).click()
  await page.getByRole('button', { name: /^Annuler et récupérer/ }).click()
  await expect(step(page, 'Remboursée')).toBeVisible({ timeout: 60_000 })
  const second = await (await newVisitor()).newPage()
  await second.goto(`/fr/track#link=${encodeURIComponent(link)}`)
  await expect(second.getByText('Ce lien a déjà servi')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of orders, ${colorScheme}`, async ({ shop, newVisitor }) => {
    const done = await ordered(shop, 2)
    await deliver(shop, done)
    const open = await orderOf(shop, { sku: done.product.sku, quantity: 1 })
    const page = await (await newVisitor({ colorScheme })).newPage()

    async function check(path: string, ready: (locale: string) => Promise<void>) {
      for (const locale of ['fr', 'en'])
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 800 })
          await page.goto(path.replace('/fr/', `/${locale}/`))
          await ready(locale)
          const where = `${path} ${locale}, ${width} px`
          expect(await violations(page), where).toEqual([])
          expect(await overflowOf(page), `${where} scrolls sideways`).toBeLessThanOrEqual(0)
        }
    }
    const sees = (fr: string, en: string) => async (locale: string) =>
      await expect(page.getByText(locale === 'fr' ? fr : en).first()).toBeVisible()

    await enter(page, done.shopper, '/fr/account/orders')
    await check('/fr/account/orders', sees('Livrée', 'Delivered'))
    await check(done.path, sees('Livré', 'Delivered'))
    const chosen = async () => {
      await page.locator('select').first().selectOption('1')
    }
    await check(`${done.path}/return`, chosen)
    await page.getByRole('button', { name: /return/ }).click()
    await expect(page.getByText('Asked for', { exact: true }).first()).toBeVisible()
    await check(`${done.path}/return`, sees('Demandé', 'Asked for'))
    await check('/fr/account/returns', sees('Demandé', 'Asked for'))

    await page.context().clearCookies()
    await enter(page, open.shopper, pathOf(open))
    await check(pathOf(open), async (locale) => {
      const name = locale === 'fr' ? 'Annuler la commande' : 'Cancel the order'
      await page.getByRole('button', { name }).click()
    })
  })
}
