import { describe, expect, it } from 'vitest'
import { createTestPromotions } from '../test/promotions-app.ts'

const tenPercent = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
const input = { name: { en: 'Ten off' }, activation: 'automatic', benefit: tenPercent }
const withCode = { ...input, activation: 'code', code: 'Welcome-10' }

describe('promotions of staff', () => {
  it('are drafts until they are published, paused, resumed and archived', async () => {
    const { call, store } = createTestPromotions()
    const created = await call('POST /api/promotions', { body: input })
    expect(created).toMatchObject({ status: 201, body: { status: 'draft', version: 1 } })
    expect(created.headers.get('location')).toBe('/api/promotions/promo_1')
    for (const [step, status] of [
      ['publish', 'active'],
      ['pause', 'paused'],
      ['resume', 'active'],
      ['archive', 'archived'],
    ]) {
      const answer = await call(`POST /api/promotions/promo_1/${step}`)
      expect(answer.body, step).toMatchObject({ status })
      expect((await call(`POST /api/promotions/promo_1/${step}`)).body.version).toBe(
        answer.body.version,
      )
    }
    expect(store.published.map(({ type, data }) => [type, data])).toEqual(
      Array(5).fill(['comptoir.promotions.promotion-changed.v1', { promotionId: 'promo_1' }]),
    )
  })

  it('are made once for an Idempotency-Key, with a code too; another draft with it is refused', async () => {
    const { call } = createTestPromotions()
    const headers = { 'idempotency-key': 'ten-off-2026' }
    for (const body of [withCode, withCode]) {
      const { status, body: made } = await call('POST /api/promotions', { body, headers })
      expect([status, made.version]).toEqual([201, 1])
    }
    expect((await call('GET /api/promotions')).body.items).toHaveLength(1)
    const other = await call('POST /api/promotions', { body: input, headers })
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  })

  it('change with the version that was read', async () => {
    const { call } = createTestPromotions()
    await call('POST /api/promotions', { body: input })
    const read = await call('GET /api/promotions/promo_1')
    const headers = { 'if-match': read.headers.get('etag') ?? '' }
    const body = { ...input, name: { fr: 'Dix pour cent' } }
    const changed = await call('PUT /api/promotions/promo_1', { body, headers })
    expect(changed).toMatchObject({ status: 200, body: { version: 2, name: body.name } })
    const late = await call('PUT /api/promotions/promo_1', { body, headers })
    expect(late.body).toMatchObject({ status: 412, code: 'precondition_failed' })
    const step = await call('POST /api/promotions/promo_1/publish', { headers })
    expect(step.body.code).toBe('precondition_failed')
  })

  it('are listed newest first, page by page, by the status of the moment', async () => {
    const { call, store } = createTestPromotions()
    for (let n = 1; n <= 3; n++) {
      const window = n === 2 ? { startsAt: '2026-11-21T11:00:00.000Z' } : {}
      await call('POST /api/promotions', { body: { ...input, window } })
      await call(`POST /api/promotions/promo_${n}/publish`)
      store.clock.nowMs += 1
    }
    const ids = async (query: string) => {
      const { body } = await call(`GET /api/promotions?${query}`)
      return body.items.map(({ promotionId }: { promotionId: string }) => promotionId)
    }
    const first = await call('GET /api/promotions?limit=2')
    expect(first.body.items).toHaveLength(2)
    expect(await ids(`limit=2&cursor=${first.body.nextCursor}`)).toEqual(['promo_1'])
    expect(await ids('status=active')).toEqual(['promo_3', 'promo_1'])
    expect(await ids('status=scheduled')).toEqual(['promo_2'])
    store.clock.nowMs = Date.parse('2026-11-21T11:00:00.000Z')
    expect(await ids('status=active')).toEqual(['promo_3', 'promo_2', 'promo_1'])
    const odd = await call('GET /api/promotions?cursor=odd')
    expect(odd.body).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] })
  })

  it.each([
    ['benefit.bps', { benefit: { ...tenPercent, bps: 10_001 } }],
    ['name', { name: {} }],
    ['code', { ...withCode, code: '!' }],
    ['code', { code: 'AUTOMATIC' }],
    [
      'window.endsAt',
      { window: { startsAt: '2026-11-21T11:00:00Z', endsAt: '2026-11-21T11:00:00Z' } },
    ],
  ])('name the field at fault: %s', async (field, more) => {
    const { call } = createTestPromotions()
    const { body } = await call('POST /api/promotions', { body: { ...input, ...more } })
    expect(body).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual([field])
  })

  it('are for staff only, and unknown ones are not found', async () => {
    const { call } = createTestPromotions()
    for (const operation of ['GET /api/promotions', 'POST /api/promotions/promo_1/publish']) {
      expect((await call(operation, { as: 'customer' })).status).toBe(403)
      expect((await call(operation, { as: 'guest' })).status).toBe(401)
    }
    const operations = ['GET ', 'PUT ', 'POST /publish'].map((one) =>
      one.replace(' ', ' /api/promotions/promo_9'),
    )
    for (const operation of operations) {
      const body = operation.startsWith('PUT') ? input : undefined
      expect((await call(operation, { body })).body.code, operation).toBe('not_found')
    }
  })
})

describe('the code of a promotion', () => {
  it('is stored without case, spaces and dashes, and given once', async () => {
    const { call } = createTestPromotions()
    const { body } = await call('POST /api/promotions', { body: withCode })
    expect(body.code).toBe('WELCOME10')
    const again = await call('POST /api/promotions', { body: { ...withCode, code: 'wel come10' } })
    expect(again.body).toMatchObject({
      ...{ status: 409, code: 'already_exists', promotionId: 'promo_1' },
      errors: [{ field: 'code' }],
    })
  })

  it('is free again when its promotion is archived, or has another', async () => {
    const { call, store } = createTestPromotions()
    await call('POST /api/promotions', { body: withCode })
    await call('PUT /api/promotions/promo_1', { body: { ...withCode, code: 'OTHER' } })
    await call('POST /api/promotions/promo_1/archive')
    store.clock.nowMs += 60_000
    for (const code of ['WELCOME10', 'OTHER']) {
      const { status } = await call('POST /api/promotions', { body: { ...withCode, code } })
      expect(status, code).toBe(201)
    }
  })
})
