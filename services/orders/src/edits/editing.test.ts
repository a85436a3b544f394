import { describe, expect, it } from 'vitest'
import { anOption, at, aVariant, eur, home } from '../../test/samples.ts'
import { createAppTwin } from '../../test/twins/app-twin.ts'

const paid = { paymentIntentId: 'pi_1', status: 'paid' as const, attempt: 1, paidAt: at }
const edits = 'POST /api/orders/ord_1/edits'
const mugs = (quantity: number) => ({ body: { lines: [{ sku: 'MUG', quantity }] } })

async function here() {
  const twin = createAppTwin()
  twin.shop.variants = [aVariant(), aVariant({ sku: 'BOWL', price: eur(900) })]
  twin.shop.stock.set('BOWL', 1)
  await twin.seed({ status: 'processing', payment: paid })
  return twin
}

async function problemOf(answer: Response) {
  const { code, detail, errors } = (await answer.json()) as {
    code: string
    detail?: string
    errors?: { code: string }[]
  }
  return { status: answer.status, code, detail, of: errors?.[0]?.code }
}

describe('POST /api/orders/{orderId}/edits', () => {
  it('shows what the order would be and what is to be paid, and keeps the order as it is', async () => {
    const { send, orders } = await here()
    const answer = await send(edits, mugs(3))
    expect(answer.status).toBe(201)
    const edit = await answer.json()
    expect(edit).toMatchObject({ editId: 'ed_1_1', status: 'previewed', difference: eur(1200) })
    expect(edit).not.toHaveProperty('number')
    const order = (await orders.get('ord_1'))?.data
    expect([order?.lines[0]?.quantity, order?.edits?.length]).toEqual([2, 1])
    const read = await send('GET /api/orders/ord_1/edits/ed_1_1')
    expect(await read.json()).toEqual(edit)
    const view = await (await send('GET /api/orders/ord_1')).json()
    expect(view).toMatchObject({ revision: 1, edits: [edit] })
  })

  it('asks the catalogue for prices of what is added only', async () => {
    const { send, shop } = await here()
    await send(edits, { body: { lines: [{ sku: 'BOWL', quantity: 1 }] } })
    expect(shop.lookups).toMatchObject([{ skus: ['BOWL'], quantities: { BOWL: 1 } }])
    expect(shop.calls).toContain('shipping post /api/shipping-rates/quote')
    shop.lookups.splice(0)
    await send(edits, mugs(1))
    expect(shop.lookups).toEqual([])
  })

  it('refuses what is not in stock beside what the order holds', async () => {
    const { send, shop } = await here()
    shop.stock.set('MUG', 1)
    expect((await send(edits, mugs(3))).status).toBe(201)
    expect(await problemOf(await send(edits, mugs(4)))).toMatchObject({
      status: 409,
      code: 'out_of_stock',
    })
  })

  it('refuses an address with other VAT, an option that does not go there, and an old version', async () => {
    const { send } = await here()
    const swiss = { ...home, postalCode: '8001', city: 'Zürich', countryCode: 'CH' }
    const other = await problemOf(await send(edits, { body: { shippingAddress: swiss } }))
    expect(other).toMatchObject({ status: 400, of: 'other_vat' })
    const drone = await send(edits, { body: { shippingOptionId: 'drone' } })
    expect((await problemOf(drone)).code).toBe('no_shipping_option')
    const stale = { ...mugs(3), headers: { 'if-match': '"99"' } }
    expect((await problemOf(await send(edits, stale))).code).toBe('precondition_failed')
  })

  it('prices another address by what shipping says there', async () => {
    const { send, shop } = await here()
    shop.options = [{ ...anOption(), price: eur(790) }]
    const moved = { ...home, line1: '3 quai Rambaud' }
    const edit = await (await send(edits, { body: { shippingAddress: moved } })).json()
    expect(edit).toMatchObject({ difference: eur(300), preview: { shippingAddress: moved } })
  })

  it('is for its owner and staff, and says so of an order that is not there', async () => {
    const { send } = await here()
    expect((await send(edits, { ...mugs(3), as: 'usr_2' })).status).toBe(404)
    const staff = { as: 'usr_9', roles: ['staff' as const] }
    const edit = await (await send(edits, { ...mugs(3), ...staff })).json()
    expect(edit).toMatchObject({ by: 'staff' })
    const gone = await send('GET /api/orders/ord_1/edits/ed_1_9')
    expect(gone.status).toBe(404)
  })
})

describe('DELETE /api/orders/{orderId}/edits/{editId}', () => {
  it('takes a preview back', async () => {
    const { send, orders } = await here()
    await send(edits, mugs(3))
    expect((await send('DELETE /api/orders/ord_1/edits/ed_1_1')).status).toBe(204)
    expect((await orders.get('ord_1'))?.data.edits).toEqual([])
    expect((await send('DELETE /api/orders/ord_1/edits/ed_1_1')).status).toBe(404)
  })
})
