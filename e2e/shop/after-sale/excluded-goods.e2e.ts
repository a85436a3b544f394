import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newKey } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { buy, reach, shelf } from '../../src/shopper.ts'

const { api, staff } = await openJourney()

type Line = { sku: string; withdrawalExclusion?: string }
type Answer = {
  code?: string
  exclusions?: { sku: string; exclusion: string; reason: { fr: string; en: string } }[]
}

/** A product that is made to measure, on sale. */
async function sellMadeToMeasure() {
  const sku = `E2E-${randomBytes(4).toString('hex')}`
  const product = {
    ...{ status: 'active', title: { fr: 'Sur mesure', en: 'Made to measure' } },
    variants: [{ sku, price: { amount: 3_000, currency: 'EUR' }, weightGrams: 300 }],
    categoryIds: [await shelf(api, staff)],
  }
  const body = { ...product, withdrawalExclusion: 'made_to_measure' }
  const made = await api<{ productId: string }>('POST /api/products', { token: staff, body })
  await api(`PUT /api/stock/${sku}`, { token: staff, body: { onHand: 5 } })
  return { sku, product, productId: made.body.productId }
}

describe('goods that the law excludes from withdrawal', () => {
  it('are refused with the legal reason in both languages, as they were when they were bought', async () => {
    const { sku, product, productId } = await sellMadeToMeasure()
    const { shopper, order } = await buy(api, sku)
    const { orderId } = order
    const body = { ...product, withdrawalExclusion: null }
    const changed = await api(`PUT /api/products/${productId}`, { token: staff, body })
    expect(changed.body).not.toHaveProperty('withdrawalExclusion')
    await reach(api, shopper, orderId, 'delivered')
    const read = await api<{ lines: Line[] }>(`GET /api/orders/${orderId}`, {
      token: shopper.token,
    })
    expect(read.body.lines[0]?.withdrawalExclusion).toBe('made_to_measure')
    const ask = (reason: string) =>
      api<Answer>(`POST /api/orders/${orderId}/returns`, {
        ...{ token: shopper.token, key: newKey() },
        body: { lines: [{ sku, quantity: 1, reason }] },
      })
    const refused = await ask('changed_mind')
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_request'])
    expect(refused.body.exclusions?.[0]?.reason).toMatchObject({
      ...{ fr: expect.stringContaining('L221-28'), en: expect.stringContaining('L221-28') },
    })
    expect((await ask('defective')).status).toBe(201)
  })
})
