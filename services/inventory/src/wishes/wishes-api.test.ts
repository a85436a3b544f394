import { emailKeyOf } from '@comptoir/contracts/email'
import { StockWishConfirmationRequested } from '@comptoir/contracts/inventory/events'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { beforeEach, describe, expect, it } from 'vitest'
import { appToken, createMemoryDeps, headersFor } from '../../test/memory-deps.ts'
import { createApp } from '../app.ts'
import type { Item } from '../stock/stock.ts'
import type { Stock } from '../stock/stock-store.ts'
import { collectWishes, eraseWishes } from './persons.ts'

const camille = await headersFor({ id: 'usr_camille' })
const alex = await headersFor({ id: 'usr_alex' })
const notifications = appTokenHeaders(appToken, 'notifications')
const email = 'camille@example.com'

let memory: ReturnType<typeof createMemoryDeps>
let app: ReturnType<typeof createApp>
let available: number

beforeEach(() => {
  available = 0
  const read = (sku: string): Item => ({
    ...{ sku, available, onHand: available, reserved: 0, lowThreshold: 0, level: 'out' },
    version: 1,
  })
  const stock = { readItem: async (sku: string) => read(sku) } as unknown as Stock
  memory = createMemoryDeps(stock)
  app = createApp(memory.deps)
})

async function call(route: string, headers: Record<string, string> = {}, body?: object) {
  const [method = '', path = ''] = route.split(' ')
  const answer = await app.request(path, {
    ...{ method, headers: { ...headers, 'content-type': 'application/json' } },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : undefined }
}

const wish = (body: object, headers = {}) => call('POST /api/stock/wishes', headers, body)
const asked = () =>
  memory.store.published.filter(({ type }) => type === StockWishConfirmationRequested.type)

/** The wish of the mail that was asked for last, and the token of a link to it. */
async function linkOfMail() {
  const { wishId } = StockWishConfirmationRequested.schema.parse(asked().at(-1)?.data)
  const { body } = await call(`POST /internal/stock-wishes/${wishId}/tokens`, notifications)
  return { wishId, token: body.token as string }
}

describe('a wish of a user', () => {
  it('is one for each SKU, listed and taken back by its owner', async () => {
    const first = await wish({ sku: 'A', locale: 'en' }, camille)
    expect(first).toMatchObject({ status: 200, body: { sku: 'A', status: 'waiting' } })
    expect(await wish({ sku: 'A' }, camille)).toEqual(first)
    const { wishId } = first.body
    expect((await call('GET /api/stock/wishes', camille)).body.items).toEqual([first.body])
    expect((await call('GET /api/stock/wishes', alex)).body.items).toEqual([])
    expect((await call(`DELETE /api/stock/wishes/${wishId}`, alex)).status).toBe(204)
    expect((await call('GET /api/stock/wishes', camille)).body.items).toHaveLength(1)
    await call(`DELETE /api/stock/wishes/${wishId}`, camille)
    expect((await call('GET /api/stock/wishes', camille)).body.items).toEqual([])
    expect((await call('GET /api/stock/wishes')).status).toBe(401)
  })

  it('is refused while there is stock, and past a hundred', async () => {
    for (let n = 0; n < 100; n += 1) await wish({ sku: `S${n}` }, camille)
    const { status, body } = await wish({ sku: 'S100' }, camille)
    expect([status, body.code]).toEqual([409, 'transition_refused'])
    expect((await wish({ sku: 'S99' }, camille)).status).toBe(200)
    available = 1
    expect((await wish({ sku: 'A' }, alex)).body.code).toBe('transition_refused')
  })

  it('is in the export of their data, and goes with the account', async () => {
    await wish({ sku: 'A' }, camille)
    await wish({ sku: 'A' }, alex)
    const records: unknown[] = []
    for await (const one of collectWishes(memory.deps.wishes)('usr_camille')) records.push(one)
    expect(records).toMatchObject([{ kind: 'stock-wish', data: { sku: 'A' } }])
    await eraseWishes(memory.deps.wishes)('usr_camille')
    expect((await call('GET /api/stock/wishes', camille)).body.items).toEqual([])
    expect((await call('GET /api/stock/wishes', alex)).body.items).toHaveLength(1)
  })
})

describe('a wish of a guest', () => {
  it('waits once the link of its mail was opened; whoever asks learns nothing of the address', async () => {
    const first = await wish({ sku: 'A', email })
    expect(first).toEqual({ status: 202, body: { sku: 'A', status: 'unconfirmed' } })
    const { wishId, token } = await linkOfMail()
    const confirm = () => call('POST /api/stock/wishes/confirm', {}, { token })
    const confirmed = await confirm()
    expect(confirmed).toMatchObject({ status: 200, body: { wishId, status: 'waiting' } })
    expect(await confirm()).toEqual(confirmed)
    expect(await wish({ sku: 'A', email })).toEqual(first)
    expect(asked()).toHaveLength(1)
    const contact = await call(`GET /internal/stock-wishes/${wishId}/contact`, notifications)
    expect(contact.body).toEqual({ wishId, sku: 'A', status: 'waiting', locale: 'fr', email })
  })

  it('is taken back by the link, and its address is forgotten; a wrong link says nothing', async () => {
    await wish({ sku: 'A', email })
    const { wishId, token } = await linkOfMail()
    const withdraw = (given: string) =>
      call('POST /api/stock/wishes/withdraw', {}, { token: given })
    const wrong = `${wishId}.${'x'.repeat(32)}`
    expect((await withdraw(wrong)).body).toEqual({ withdrawn: true })
    expect(await memory.deps.wishes.get(wishId)).toBeDefined()
    const refused = await call('POST /api/stock/wishes/confirm', {}, { token: wrong })
    expect([refused.status, refused.body.code]).toEqual([401, 'invalid_token'])
    for (let n = 0; n < 2; n += 1) expect((await withdraw(token)).body).toEqual({ withdrawn: true })
    expect(await memory.deps.wishes.get(wishId)).toBeUndefined()
    const gone = await call(`GET /internal/stock-wishes/${wishId}/contact`, notifications)
    expect(gone.status).toBe(404)
  })

  it('goes when staff erase the email: its link opens nothing, and nobody is written to', async () => {
    await wish({ sku: 'A', email })
    await wish({ sku: 'B', email })
    await wish({ sku: 'A', email: 'alex@example.com' })
    const { wishId } = await linkOfMail()
    const path = `PUT /internal/stock-wishes/${emailKeyOf(email)}/erasure`
    expect((await call(path, notifications)).status).toBe(403)
    const orders = appTokenHeaders(appToken, 'orders')
    for (let n = 0; n < 2; n += 1) expect((await call(path, orders)).status).toBe(204)
    expect(await memory.deps.wishes.count('of', emailKeyOf(email))).toBe(0)
    const others = await call(`GET /internal/stock-wishes/${wishId}/contact`, notifications)
    expect(others.body.email).toBe('alex@example.com')
  })

  it('needs an address, and is limited by network and address', async () => {
    const { status, body } = await wish({ sku: 'A' })
    expect([status, body.errors]).toMatchObject([400, [{ field: 'email' }]])
    for (let n = 0; n < 20; n += 1) await wish({ sku: `S${n}`, email })
    expect((await wish({ sku: 'A', email })).body.code).toBe('rate_limited')
    for (let n = 0; n < 39; n += 1) await wish({ sku: 'A', email: `someone${n}@example.com` })
    expect((await wish({ sku: 'A', email: 'alex@example.com' })).body.code).toBe('rate_limited')
  })

  it('shows its contact to notifications only', async () => {
    const path = 'GET /internal/stock-wishes/wsh_1/contact'
    expect((await call(path)).status).toBe(403)
    expect((await call(path, appTokenHeaders(appToken, 'orders'))).status).toBe(403)
  })
})
