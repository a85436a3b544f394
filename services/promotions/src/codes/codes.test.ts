import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../../test/own-redemptions.ts'
import { createTestPromotions } from '../../test/promotions-app.ts'
import { makeBatch } from './make-batch.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

const benefit = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
const input = { name: { en: 'Ten off' }, activation: 'code', benefit }
const headers = { 'idempotency-key': 'batch-of-winter' }
const cart = {
  currency: 'EUR',
  lines: [
    {
      ...{ sku: 'A', productId: 'prd_1', quantity: 1 },
      unitPrice: { amount: 1_000, currency: 'EUR' },
    },
  ],
}

/** A published promotion with a batch of three codes. */
async function withBatch() {
  const test = createTestPromotions(own)
  const { call } = test
  await call('POST /api/promotions', { body: input })
  await call('POST /api/promotions/promo_1/publish')
  const make = (body: object, more: object = {}) =>
    call('POST /api/promotions/promo_1/codes', { body, headers: { ...headers, ...more } })
  const batch = await make({ quantity: 3, prefix: 'noel-' })
  const listed = await call('GET /api/promotions/promo_1/codes')
  const names: string[] = listed.body.items.map(({ code }: { code: string }) => code)
  const evaluate = async (codes: string[]) => {
    const body = { ...cart, codes }
    return (await call('POST /internal/promotions/evaluate', { as: 'carts', body })).body
  }
  return { ...test, make, batch, names, evaluate }
}

describe('a batch of single-use codes', () => {
  it('is random, without characters that look alike, each code once', async () => {
    const { batch, names } = await withBatch()
    expect(batch).toMatchObject({ status: 201, body: { quantity: 3, prefix: 'NOEL' } })
    expect(new Set(names).size).toBe(3)
    for (const name of names) expect(name).toMatch(/^NOEL[2-9A-HJKMNP-Z]{10}$/)
  })

  it('is made once per key, and completed where a crash came between', async () => {
    const { make, batch, codes, deps, names } = await withBatch()
    const again = await make({ quantity: 3, prefix: 'NOEL' })
    expect(again.body).toEqual(batch.body)
    expect((await make({ quantity: 4 })).body.code).toBe('idempotency_key_reused')
    expect(await codes.count('ofPromotion', 'promo_1')).toBe(3)
    await codes.remove(names[0] ?? '')
    expect(await codes.count('ofPromotion', 'promo_1')).toBe(2)
    const key = headers['idempotency-key']
    const asked = { promotionId: 'promo_1', quantity: 3, prefix: 'NOEL', length: 10, key }
    await makeBatch(deps, asked)
    await expect(makeBatch(deps, { ...asked, length: 11 })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
    expect(await codes.count('ofPromotion', 'promo_1')).toBe(3)
  })

  it('gives its promotion to whoever types one of its codes, in any way', async () => {
    const { evaluate, names } = await withBatch()
    const [name = ''] = names
    const typed = ` ${name.slice(0, 4).toLowerCase()}-${name.slice(4)} `
    const { applied, rejected } = await evaluate([typed, 'NOEL22222'])
    expect(applied).toMatchObject([{ promotionId: 'promo_1', code: name }])
    expect(rejected).toMatchObject([{ code: 'NOEL22222', reason: 'unknown_code' }])
  })

  it('counts one of two codes of one promotion', async () => {
    const { evaluate, names } = await withBatch()
    const [first = '', second = ''] = names
    const { applied, rejected } = await evaluate([first, second])
    expect(applied).toMatchObject([{ code: first }])
    expect(rejected).toMatchObject([{ code: second, reason: 'not_combinable' }])
  })

  it('is worth nothing once it is revoked, or one of its codes', async () => {
    const { evaluate, names, call, batch } = await withBatch()
    const [first = '', second = ''] = names
    const revoke = (body: object) => call('POST /api/promotions/promo_1/codes/revoke', { body })
    const reasonOf = async (code: string) => (await evaluate([code])).rejected[0]?.reason
    expect((await revoke({ codes: [first, 'NOBODY'] })).body).toEqual({ revoked: 1 })
    expect([await reasonOf(first), await reasonOf(second)]).toEqual(['unknown_code', undefined])
    const { batchId } = batch.body
    expect((await revoke({ batchId })).body).toEqual({ revoked: 3 })
    expect(await reasonOf(second)).toBe('unknown_code')
  })

  it('comes as CSV, with what was revoked', async () => {
    const { app, call, names, staffHeaders } = await withBatch()
    await call('POST /api/promotions/promo_1/codes/revoke', { body: { codes: [names[0]] } })
    const answer = await app.request('/api/promotions/promo_1/codes.csv', {
      headers: await staffHeaders(),
    })
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const [header, ...lines] = (await answer.text()).trimEnd().split('\r\n')
    expect(header).toBe('code,batch,created,revoked')
    const cells = lines.map((line) => line.split(','))
    expect(cells.map(([code]) => code)).toEqual(names)
    expect(cells.map(([, , , revoked]) => revoked !== '')).toEqual([true, false, false])
  })

  it('is for staff, of a promotion that asks for a code, and of no other', async () => {
    const { call, make, batch } = await withBatch()
    await call('POST /api/promotions', { body: { ...input, activation: 'automatic' } })
    const body = { quantity: 1 }
    const automatic = await call('POST /api/promotions/promo_2/codes', { body, headers })
    expect(automatic.body.code).toBe('transition_refused')
    const unknown = await call('POST /api/promotions/promo_9/codes', { body, headers })
    expect(unknown.body.code).toBe('not_found')
    const odd = await call(`GET /api/promotions/${encodeURIComponent('prix à 5 €')}/codes`)
    expect(odd.body.code).toBe('not_found')
    const others = await call(`GET /api/promotions/promo_2/codes?batchId=${batch.body.batchId}`)
    expect(others.body.code).toBe('not_found')
    const customer = await call('GET /api/promotions/promo_1/codes', { as: 'customer' })
    expect(customer.status).toBe(403)
    const short = await make({ quantity: 1, length: 7 }, { 'idempotency-key': 'short-codes' })
    expect(short.body).toMatchObject({ status: 400, errors: [{ field: 'length' }] })
    const batches = await call('GET /api/promotions/promo_1/code-batches')
    expect(batches.body.items).toEqual([batch.body])
  })

  it('takes no code that a promotion has for everyone', async () => {
    const { call, names } = await withBatch()
    const answer = await call('POST /api/promotions', { body: { ...input, code: names[0] } })
    expect(answer.body).toMatchObject({ status: 409, code: 'already_exists' })
  })
})
