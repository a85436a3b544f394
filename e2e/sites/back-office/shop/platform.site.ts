import { expect, type Page } from '@playwright/test'
import { signIn } from '../../../src/shopper.ts'
import { makeUnavailable } from '../../kit/network-faults.ts'
import { newOrder, openAs, test } from '../../kit/office.ts'
import { keysOf } from '../../kit/office-work/keyboard.ts'

const health = (page: Page) => page.getByRole('table', { name: 'Santé' })

test('each service says how it and its sidecar are, and how far it has come', async ({
  page,
  shop,
}) => {
  await openAs(page, shop.platform.staff, '/platform')
  await page.waitForURL('**/platform/health')
  const orders = health(page)
    .getByRole('row')
    .filter({
      has: page.getByRole('rowheader', { name: 'orders', exact: true }),
    })
  await expect(orders).toContainText('prêt')
  await expect(orders).toContainText('composants')
  await page.getByRole('link', { name: 'Sujets et retards' }).click()
  const lag = page.getByRole('table', { name: 'Où en est chaque service' })
  await expect(lag.getByRole('rowheader', { name: 'billing', exact: true })).toBeVisible()
  await page.getByText(/^orders.*sujets$/).click()
  await expect(page.getByText('comptoir.orders.order-created.v1')).toBeVisible()
})

test('a service that does not answer is named, and the rest is shown', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 503/)
  // a shop that others use is not stopped: its answer is changed
  await page.route('**/api/operations/services', async (route) => {
    const answer = await route.fetch()
    const { services } = (await answer.json()) as { services: { service: string }[] }
    await route.fulfill({
      json: {
        services: services.filter(({ service }) => service !== 'billing'),
        silent: ['billing'],
      },
    })
  })
  await makeUnavailable(page, '**/api/operations/consumption')
  await openAs(page, shop.platform.staff, '/platform/health')
  await expect(page.getByText(/^Sans réponse.*billing/)).toBeVisible()
  const row = (name: string) =>
    health(page)
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await expect(row('billing')).toContainText('ne répond pas')
  await expect(row('payments')).toContainText('prêt')
  await page.getByRole('link', { name: 'Sujets et retards' }).click()
  await expect(page.getByRole('alert')).toContainText('Un service ne répond pas')
  await expect(page.getByText(/^orders.*sujets$/)).toBeVisible()
  await page.unroute('**/api/operations/consumption')
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByRole('table', { name: 'Où en est chaque service' })).toBeVisible()
})

type Waiting = { readonly id: string; readonly replayed: string[]; readonly discarded: string[] }

/** A dead letter of billing, which no shop that works has: the answers about it are made here. */
async function deadLetter(page: Page, orderId: string): Promise<Waiting> {
  const id = `evt-${orderId}`
  const waiting: Waiting = { id, replayed: [], discarded: [] }
  const letter = {
    ...{ id, reason: 'there is no such order', receivedAt: new Date().toISOString() },
    event: {
      ...{ specversion: '1.0', id, source: 'orders', subject: orderId, aggregateversion: 1 },
      ...{ type: 'comptoir.orders.order-confirmed.v1', time: new Date().toISOString() },
      ...{ datacontenttype: 'application/json', data: { orderId } },
    },
  }
  const items = () => ([...waiting.replayed, ...waiting.discarded].includes(id) ? [] : [letter])
  await page.route('**/api/operations/dead-letters', (route) =>
    route.fulfill({
      json: { items: items().map((one) => ({ ...one, service: 'billing' })), silent: [] },
    }),
  )
  await page.route('**/api/operations/dead-letters/billing?*', (route) =>
    route.fulfill({ json: { items: items() } }),
  )
  await page.route('**/api/operations/dead-letters/billing/*/replay', async (route) => {
    waiting.replayed.push(id)
    await route.fulfill({ json: { ...letter, replayedAt: new Date().toISOString() } })
  })
  await page.route('**/api/operations/dead-letters/billing/*/discard', async (route) => {
    const { reason } = route.request().postDataJSON() as { reason: string }
    waiting.discarded.push(id, reason)
    await route.fulfill({ json: letter })
  })
  return waiting
}

test('a dead letter is opened and replayed by keyboard alone', async ({ page, shop }) => {
  const waiting = await deadLetter(page, `ord_keyboard${Date.now()}`)
  await openAs(page, shop.platform.staff, '/')
  const keys = keysOf(page)
  await keys.open('Lettres mortes')
  const rows = page.getByRole('table', { name: 'Lettres mortes' }).getByRole('row')
  await expect(rows).toHaveCount(2)
  await keys.press('j')
  await keys.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.getByRole('article').getByText('there is no such order')).toBeVisible()
  await keys.press('Tab')
  await expect(page.getByRole('button', { name: 'Rejouer' })).toBeFocused()
  await keys.press('Enter')
  await expect(page.getByText('1 lettre rejouée.')).toBeVisible()
  keys.report('replay a dead letter')
  await expect(rows).toHaveCount(1)
  expect(waiting.replayed).toEqual([waiting.id])
})

test('dead letters are listed by their reason, whatever the ids in it', async ({ page, shop }) => {
  await deadLetter(page, `ord_reason${Date.now()}`)
  await openAs(page, shop.platform.staff, '/platform/dead-letters?reason=no+SKU+…')
  const rows = page.getByRole('table', { name: 'Lettres mortes' }).getByRole('row')
  await expect(page.getByText('Rien ne correspond à ces filtres.')).toBeVisible()
  await page.getByRole('button', { name: 'Filtres' }).click()
  await page.getByRole('combobox', { name: 'Raison' }).selectOption('there is no such order (1)')
  await page.getByRole('button', { name: 'Ajouter un filtre' }).click()
  await expect(rows).toHaveCount(2)
  await expect(page).toHaveURL(/reason=there/)
})

test('a dead letter is discarded with its reason', async ({ page, shop }) => {
  const waiting = await deadLetter(page, `ord_discard${Date.now()}`)
  await openAs(page, shop.platform.staff, `/platform/dead-letters/billing/${waiting.id}`)
  await page.getByRole('button', { name: 'Écarter' }).click()
  const dialog = page.getByRole('dialog', { name: 'Écarter' })
  await dialog.getByLabel('Motif').fill('commande d’essai')
  await dialog.getByRole('button', { name: 'Écarter' }).click()
  await expect(page.getByText('Écartée.')).toBeVisible()
  expect(waiting.discarded).toEqual([waiting.id, 'commande d’essai'])
})

test('a saga is chosen by keyboard and woken, with a reason that stays on its order', async ({
  page,
  shop,
}) => {
  const order = await newOrder(shop, 'pm_card_chargeDeclined')
  const { orderId, number } = order
  // the newest of a shop that others use is on its last page: the list has this one alone
  await page.route('**/api/sagas?*', (route) => {
    const saga = {
      ...{ orderId, number, orderStatus: 'awaiting_payment', kind: 'order' },
      ...{ since: new Date().toISOString(), engineStatus: 'RUNNING' },
    }
    return route.fulfill({ json: { items: [saga], counts: { awaiting_payment: 1 } } })
  })
  await openAs(page, shop.platform.staff, '/platform/sagas?state=awaiting_payment')
  await expect(page.getByRole('link', { name: number })).toBeVisible()
  const keys = keysOf(page)
  await keys.press('j')
  await keys.press('x')
  await keys.press('e')
  await keys.activate(page.getByRole('button', { name: 'Réveiller' }))
  const dialog = page.getByRole('dialog', { name: 'Réveiller' })
  await expect(dialog).toContainText('1 déroulement relit sa commande')
  const reason = `Essai de ${number}`
  await keys.tabTo(dialog.getByLabel('Motif'))
  await keys.type(reason)
  await keys.activate(dialog.getByRole('button', { name: 'Réveiller' }))
  await expect(page.getByText('1 déroulement aidé.')).toBeVisible()
  const { body } = await shop.api<{ entries: { text?: string }[] }>(
    `GET /api/orders/${orderId}/staff`,
    { token: await shop.staff() },
  )
  expect(JSON.stringify(body.entries)).toContain(reason)
})

test('a difference of a reconciliation leads to its order', async ({ page, shop }) => {
  const { orderId, number } = await newOrder(shop)
  const runId = `rec_${Date.now()}`
  const sums = { taken: 0, refunded: 0, refundedOutside: 0, disputed: 0, invoiced: 0, credited: 0 }
  const recorded = await shop.api(`PUT /api/reconciliations/${runId}`, {
    token: await signIn(shop.api, shop.platform.admin),
    body: {
      ...{ readAt: new Date().toISOString(), orders: 1, inMotion: 0, skus: 1, sums, claims: [] },
      discrepancies: [{ rule: 'money', subject: orderId, what: 'taken 0, invoiced 1500' }],
    },
  })
  expect(recorded.status).toBe(200)
  await openAs(page, shop.platform.staff, '/platform/reconciliations')
  const run = page.getByRole('table', { name: 'Rapprochements' }).getByRole('row').nth(1)
  await expect(run).toContainText('écart')
  await page.goto(`/platform/reconciliations/${runId}`)
  await page.getByRole('link', { name: orderId }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`)
})

test('the platform is not shown to who may not read it', async ({ page, shop }) => {
  // what the API answers to somebody of the support
  await page.route('**/api/permissions', (route) =>
    route.fulfill({ json: { mine: ['orders.read', 'conversations.read'], permissions: [] } }),
  )
  await openAs(page, shop.platform.staff, '/orders')
  const rail = page.getByRole('navigation', { name: 'Navigation' })
  await expect(rail.getByRole('link', { name: 'Messages' })).toBeVisible()
  await expect(rail.getByRole('link', { name: 'Plateforme' })).toHaveCount(0)
  await expect(rail.getByRole('link', { name: 'Notifications' })).toHaveCount(0)
})
