import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import {
  buy,
  home,
  type Money,
  onHand,
  reach,
  readOrder,
  type Shopper,
  sell,
} from '../../src/shopper.ts'

type EditBody = {
  editId: string
  status: string
  difference: Money
  reason?: string
  code?: string
}

const { api, staff } = await openJourney()

/** A paid order of one thing that costs 20 €. */
async function bought() {
  const sku = await sell(api, staff, { price: 2_000, stock: 5 })
  const { shopper, order } = await buy(api, sku)
  await reach(api, shopper, order.orderId, 'processing')
  return { sku, shopper, orderId: order.orderId }
}

async function edit(shopper: Shopper, orderId: string, changes: object, confirm: object = {}) {
  const path = `/api/orders/${orderId}/edits`
  const preview = await api<EditBody>(`POST ${path}`, { token: shopper.token, body: changes })
  if (preview.status >= 400) return { preview, ended: undefined }
  const { editId } = preview.body
  await api<EditBody>(`POST ${path}/${editId}/confirm`, {
    ...{ token: shopper.token, body: confirm, key: `confirm-${editId}-${orderId}` },
  })
  const read = () => api<EditBody>(`GET ${path}/${editId}`, { token: shopper.token })
  const isEnded = ({ body }: { body: EditBody }) => /applied|failed|expired/.test(body.status)
  return { preview, ended: (await eventually('the edit to end', read, isEnded)).body }
}

describe('an edit', () => {
  it('of more pieces is paid for, and of fewer is given back: stock, money and papers follow', async () => {
    const { sku, shopper, orderId } = await bought()
    const before = await readOrder(api, shopper, orderId)
    const more = await edit(
      shopper,
      orderId,
      { lines: [{ sku, quantity: 3 }] },
      { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
    )
    expect([more.preview.status, more.ended]).toMatchObject([201, { status: 'applied' }])
    const grown = await readOrder(api, shopper, orderId)
    const rest = grown.totals.grandTotal.amount - before.totals.grandTotal.amount
    expect([more.preview.body.difference.amount, rest >= 3_500]).toEqual([rest, true])
    expect(await onHand(api, staff, sku)).toMatchObject({ available: 2 })

    const fewer = await edit(shopper, orderId, { lines: [{ sku, quantity: 1 }] })
    expect(fewer.ended?.status).toBe('applied')
    expect((await readOrder(api, shopper, orderId)).totals).toEqual(before.totals)
    await eventually(
      'the money to be back',
      () => readOrder(api, shopper, orderId),
      ({ payment }) => payment.refunded?.amount === rest,
    )
    expect(await onHand(api, staff, sku)).toMatchObject({ available: 4 })
    await reach(api, shopper, orderId, 'shipped', 'delivered')
  })

  it('of the address costs nothing; once a parcel has left, edits are refused', async () => {
    const { sku, shopper, orderId } = await bought()
    const before = await readOrder(api, shopper, orderId)
    const address = { shippingAddress: { ...home, line1: '1 place Bellecour' } }
    const asked = { token: shopper.token, body: address }
    expect((await api(`PATCH /api/orders/${orderId}`, asked)).status).toBe(200)
    const read = () => api<typeof address>(`GET /api/orders/${orderId}`, { token: shopper.token })
    const isThere = ({ body }: { body: typeof address }) =>
      body.shippingAddress.line1 === address.shippingAddress.line1
    await eventually('the new address', read, isThere)
    await reach(api, shopper, orderId, 'shipped', 'delivered')
    const late = await edit(shopper, orderId, { lines: [{ sku, quantity: 2 }] })
    expect([late.preview.status, late.preview.body.code]).toEqual([409, 'transition_refused'])
    const after = await readOrder(api, shopper, orderId)
    expect(after.totals).toEqual(before.totals)
  })
})
