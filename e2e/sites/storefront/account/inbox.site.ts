import { expect, type Page } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { type Shopper, sell } from '../../../src/shopper.ts'
import { placeLines } from '../../kit/account.ts'
import { violations } from '../../kit/axe.ts'
import { messagesTo } from '../../kit/mailbox.ts'
import { openAccount } from '../../kit/open-account.ts'
import { type Shop, test } from '../../kit/test.ts'

const short = { tag: '@short' }

/** A new account whose inbox is open. */
async function openInbox(page: Page, shop: Shop): Promise<Shopper> {
  const shopper = await openAccount(page, shop, '/fr/account/notifications')
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible()
  return shopper
}

/** Places an order by the API; answers its id. */
async function order({ api, staff }: Shop, shopper: Shopper): Promise<string> {
  const sku = await sell(api, await staff(), { price: 2_000, stock: 5 })
  const placed = await placeLines(api, shopper, [{ sku, quantity: 1 }])
  expect(placed.status).toBe(201)
  return placed.body.orderId
}

const confirmed = (page: Page) => page.getByRole('listitem').filter({ hasText: /confirmée/i })

test(
  'the inbox gets an entry as an order confirms, and remembers what was read',
  short,
  async ({ page, shop }) => {
    const shopper = await openInbox(page, shop)
    await expect(page.getByText('Rien pour le moment')).toBeVisible()
    await expect(page.getByText('En direct')).toBeVisible()
    const orderId = await order(shop, shopper)
    await expect(confirmed(page)).toBeVisible({ timeout: 60_000 })
    await expect(confirmed(page).getByRole('link', { name: 'Voir la commande' })).toHaveAttribute(
      'href',
      `/fr/account/orders/${orderId}`,
    )
    await confirmed(page)
      .getByRole('button', { name: /^Marquer comme lue/ })
      .click()
    await expect(confirmed(page).getByText('Non lue')).toBeHidden()
    await page.reload()
    await expect(confirmed(page)).toBeVisible()
    await expect(confirmed(page).getByText('Non lue')).toBeHidden()
  },
)

test('all are marked as read at once', async ({ page, shop }) => {
  const shopper = await openInbox(page, shop)
  await order(shop, shopper)
  await order(shop, shopper)
  await expect(confirmed(page)).toHaveCount(2, { timeout: 60_000 })
  await page.getByRole('button', { name: 'Tout marquer comme lu' }).click()
  await expect(page.getByText('Tout est lu')).toBeVisible()
  await page.reload()
  // what else comes of the orders meanwhile is not read
  await expect(confirmed(page)).toHaveCount(2)
  await expect(confirmed(page).getByText('Non lue')).toHaveCount(0)
})

test('the inbox of nobody asks to sign in', async ({ page, browserFaults }) => {
  browserFaults.allow(/status of 401/)
  await page.goto('/fr/account/notifications')
  await expect(page.getByRole('main').getByRole('button', { name: 'Se connecter' })).toBeVisible()
})

test('notifications that the browser blocks are explained, and nobody is asked before a click', async ({
  page,
  shop,
}) => {
  await page.addInitScript(() => {
    let asked = 0
    Object.defineProperty(Notification, 'permission', {
      get: () => (asked > 0 ? 'denied' : 'default'),
    })
    Notification.requestPermission = async () => {
      asked += 1
      document.documentElement.dataset['asked'] = String(asked)
      return 'denied'
    }
  })
  await openInbox(page, shop)
  const turnOn = page.getByRole('button', { name: 'Activer les notifications' })
  await expect(turnOn).toBeVisible()
  await expect(page.locator('html')).not.toHaveAttribute('data-asked')
  await turnOn.click()
  await expect(page.getByText('Votre navigateur bloque les notifications')).toBeVisible()
  await expect(turnOn).toBeHidden()
})

test('a browser that turned notifications on is sent the order, until it turns them off', async ({
  page,
  context,
  shop,
}) => {
  const { mailboxUrl } = shop.platform
  test.skip(mailboxUrl === undefined, 'it needs the push service of the simulator')
  await context.grantPermissions(['notifications'])
  let id = ''
  // Chromium without Google has no push service: the simulator's stands in for it
  await page.exposeFunction('newBrowser', async (applicationServerKey: string) => {
    const answer = await fetch(`${mailboxUrl}/browsers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ applicationServerKey }),
    })
    const made = (await answer.json()) as { endpoint: string }
    id = made.endpoint.split('/').at(-1) ?? ''
    return made
  })
  await page.addInitScript(() => {
    type Made = { endpoint: string; keys: object }
    const { newBrowser } = window as unknown as { newBrowser(key: string): Promise<Made> }
    let made: Made | undefined
    async function unsubscribe(): Promise<boolean> {
      made = undefined
      return true
    }
    const subscription = () => made && { toJSON: () => made, unsubscribe }
    Object.assign(PushManager.prototype, {
      getSubscription: async () => subscription() ?? null,
      subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
        made = await newBrowser(applicationServerKey)
        return subscription()
      },
    })
  })
  const shopper = await openInbox(page, shop)
  await page.getByRole('button', { name: 'Activer les notifications' }).click()
  await expect(page.getByText('Cet appareil reçoit vos notifications.')).toBeVisible()
  // quiet hours would keep it until the morning
  const quiet = { timeZone: 'Europe/Paris', from: '00:00', to: '00:00' }
  const { token } = shopper
  await shop.api('PATCH /api/notification-preferences', { token, body: { quiet } })
  const orderId = await order(shop, shopper)
  const pushed = await eventually(
    'the push message of the order',
    () => messagesTo(shop, id),
    (items) => items.some(({ subject }) => /confirmée/i.test(subject)),
    60_000,
  )
  expect(JSON.stringify(pushed)).toContain(`/fr/account/orders/${orderId}`)
  await page.getByRole('button', { name: 'Ne plus recevoir sur cet appareil' }).click()
  await expect(page.getByRole('button', { name: 'Activer les notifications' })).toBeVisible()
  const { body } = await shop.api<{ items: unknown[] }>('GET /api/push-subscriptions', { token })
  expect(body.items).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the inbox, ${colorScheme}`, async ({ newVisitor, shop }) => {
    const page = await (await newVisitor({ colorScheme })).newPage()
    const shopper = await openInbox(page, shop)
    await order(shop, shopper)
    await expect(confirmed(page)).toBeVisible({ timeout: 60_000 })
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 780 })
      expect(await violations(page)).toEqual([])
    }
  })
}
