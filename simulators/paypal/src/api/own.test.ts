import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEngine, type Engine } from '../books/engine.ts'
import { readConfig } from '../config.ts'
import { createApi } from './api.ts'

const undo: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const authorization = 'Bearer secret-of-the-tests'
const amount = { currency_code: 'EUR', value: '19.99' }
const order = { intent: 'CAPTURE', purchase_units: [{ amount }] }

/** The simulator, whose shop takes every webhook. */
async function start() {
  const dir = mkdtempSync(join(tmpdir(), 'paypal-'))
  undo.push(() => rmSync(dir, { recursive: true, force: true }))
  const config = readConfig({
    ...{ DATA_DIR: dir, WEBHOOK_URL: 'http://shop.example/hook', SIMULATOR_TEST_CASES: 'on' },
    PAYPAL_CLIENT_SECRET: 'secret-of-the-tests',
  })
  const post = async () => 200
  const engine: Engine = await createEngine(config, 'http://paypal.example', { post })
  undo.push(engine.close)
  const app = createApi(engine, config)
  const call = async (method: string, path: string, body?: object) => {
    const sent = body && { body: JSON.stringify(body) }
    const answer = await app.request(path, { method, headers: { authorization }, ...sent })
    return { status: answer.status, body: (await answer.json().catch(() => ({}))) as never }
  }
  /** The payer of a new order says yes. */
  const approve = async (payerCase = '') => {
    const { body } = await call('POST', '/v2/checkout/orders', order)
    const { id } = body as { id: string }
    await call('POST', `/checkoutnow/approve?token=${id}&case=${payerCase}`)
  }
  const state = async () => (await call('GET', '/state')).body as Record<string, unknown>
  return { call, approve, state }
}

describe('what the simulator did to the shop', () => {
  it('counts the calls that it turned away', async () => {
    const { call, state } = await start()
    await call('PUT', '/state', { away: true })
    expect((await call('POST', '/v2/checkout/orders', order)).status).toBe(503)
    await call('PUT', '/state', { away: false })
    expect((await call('POST', '/v2/checkout/orders', order)).status).toBe(201)
    expect(await state()).toMatchObject({ away: false, turnedAway: 1 })
  })

  it.each([
    ['', { lost: 0, taken: 1, again: 0, late: 0 }],
    ['webhooks_twice', { lost: 0, taken: 2, again: 1, late: 0 }],
    ['webhooks_late', { lost: 0, taken: 1, again: 0, late: 1 }],
    ['no_webhooks', { lost: 0, taken: 0, again: 0, late: 0 }],
  ])('counts the webhooks that the shop took: payer case "%s"', async (payerCase, webhooks) => {
    const { approve, state } = await start()
    await approve(payerCase)
    await vi.waitFor(async () => expect(await state()).toMatchObject({ webhooks }), 5_000)
  })

  it('counts the webhooks that it lost, and takes the next one to the shop again', async () => {
    const { call, approve, state } = await start()
    await call('PUT', '/state', { webhooks: 'lost' })
    await approve()
    await vi.waitFor(async () => expect(await state()).toMatchObject({ webhooks: { lost: 1 } }))
    await call('PUT', '/state', { webhooks: 'on' })
    await approve()
    const webhooks = { lost: 1, taken: 1 }
    await vi.waitFor(async () => expect(await state()).toMatchObject({ webhooks }))
  })
})
