import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { buy, chooseShipping, fillCart, place, reach, register } from '../../src/shopper.ts'
import { applicant, approvedVendor, decide, profileOf, sellAs } from '../../src/vendor.ts'

const { api, staff } = await openJourney()

type Ledger = { items: { kind: string; amount: { amount: number } }[]; balance: { amount: number } }

describe('a vendor', () => {
  it('applies, is approved, works with its own token, and is suspended and closed', async () => {
    const { vendorId, application, signInAgain } = await applicant(api)
    const path = `/api/vendors/${vendorId}`
    expect((await api(`GET ${path}`)).status).toBe(404)
    for (const step of ['review', 'approve'])
      expect((await decide(api, staff, vendorId, step)).status).toBe(200)
    const hired = await profileOf(api, signInAgain, ({ roles = [] }) => roles.includes('vendor'))
    expect(hired.vendorId).toBe(vendorId)

    const token = await signInAgain()
    const details = await api(`GET ${path}/details`, { token })
    expect(details.body).toMatchObject({
      ...{ status: 'approved', commissionBps: 1_200, vat: { status: 'valid' } },
      payoutAccount: { iban: 'FR76 … 0189' },
    })
    const { legalName, address, phone, tradeRegister } = application
    const trader = await api(`GET ${path}`)
    expect(trader.body).toMatchObject({ legalName, address, phone, tradeRegister, isSelling: true })
    expect(JSON.stringify(trader.body)).not.toMatch(/Camille|safe|FR76/)

    await decide(api, staff, vendorId, 'suspend')
    const shown = () => api<{ isSelling: boolean }>(`GET ${path}`)
    await eventually('shoppers to see it', shown, ({ body }) => !body.isSelling)
    await decide(api, staff, vendorId, 'close')
    await profileOf(api, signInAgain, ({ roles = [] }) => !roles.includes('vendor'))
  })

  it('is not there for another vendor, and decided on by staff alone', async () => {
    const [mine, other] = [await applicant(api), await approvedVendor(api, staff)]
    const stranger = await register(api)
    const path = `/api/vendors/${mine.vendorId}`
    for (const token of [other.token, stranger.token]) {
      expect((await api(`GET ${path}/details`, { token })).status).toBe(404)
      const put = await api(`PUT ${path}/details`, { token, body: mine.application })
      expect(put.status).toBe(404)
      expect((await decide(api, token, mine.vendorId, 'review')).status).toBe(403)
    }
    expect((await decide(api, mine.token, mine.vendorId, 'approve')).status).toBe(403)
    expect((await api(`GET ${path}/details`)).status).toBe(401)
  })

  it('sells its own product while it is approved, and none while it is suspended', async () => {
    const [vendor, other] = [await approvedVendor(api, staff), await approvedVendor(api, staff)]
    const { token, vendorId } = vendor
    const { sku, body, product } = await sellAs(api, staff, vendor)
    expect(product).toMatchObject({ vendorId })
    const path = `/api/products/${product.productId}`
    expect((await api(`PUT ${path}`, { token: other.token, body })).status).toBe(404)
    const statusOf = async () => (await api(`GET ${path}`)).status

    const { answer, order } = await buy(api, sku)
    expect(answer.status).toBe(201)
    expect(order).toMatchObject({ lines: [{ sku, vendorId }] })
    expect(JSON.stringify(order)).not.toContain('commission')

    const shopper = await register(api)
    const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
    const shippingOptionId = await chooseShipping(api, shopper, cartId)
    await decide(api, staff, vendorId, 'suspend')
    await eventually('shoppers not to see it', statusOf, (status) => status === 404)
    const refused = await place(api, shopper, { cartId, shippingOptionId })
    expect(refused).toMatchObject({ status: 409, body: { code: 'cart_not_orderable' } })
    expect((await api(`GET ${path}`, { token })).status).toBe(200)
    await decide(api, staff, vendorId, 'reinstate')
    await eventually('shoppers to see it again', statusOf, (status) => status === 200)
    expect((await place(api, shopper, { cartId, shippingOptionId, wait: 15 })).status).toBe(201)
  })

  it('gets what it sold less the commission, sees its part of the order, and is paid by hand', async () => {
    const [vendor, other] = [await approvedVendor(api, staff), await approvedVendor(api, staff)]
    const { token, vendorId } = vendor
    const { sku } = await sellAs(api, staff, vendor)
    const { shopper, order } = await buy(api, sku)
    await reach(api, shopper, order.orderId, 'delivered')

    const path = `/api/vendors/${vendorId}`
    const ledger = async () => (await api<Ledger>(`GET ${path}/ledger`, { token })).body
    const { items, balance } = await eventually(
      'the sale to be on the ledger',
      ledger,
      (page) => page.items.length >= 2,
    )
    const entered = items.map(({ kind, amount }) => [kind, amount.amount])
    expect(entered.toSorted()).toEqual([
      ['commission', -200],
      ['sale', 2_000],
    ])
    expect(balance.amount).toBe(1_800)
    const own = await api(`GET /api/vendor-orders/${vendorId}/${order.orderId}`, { token })
    expect(own.body).toMatchObject({ status: 'delivered', lines: [{ sku, commissionBps: 1_200 }] })
    for (const part of [`${path}/ledger`, `${path}/payouts`, `/api/vendor-orders/${vendorId}`])
      expect((await api(`GET ${part}`, { token: other.token })).status, part).toBe(404)

    const drafted = await api<{ payoutId: string }>(`POST ${path}/payouts`, {
      ...{ token: staff, body: {} },
    })
    expect(drafted).toMatchObject({ status: 201, body: { amount: { amount: 1_800 } } })
    const paid = await api(`POST ${path}/payouts/${drafted.body.payoutId}/pay`, {
      ...{ token: staff, body: { reference: 'SEPA 1' } },
    })
    expect(paid.body).toMatchObject({ status: 'paid', reference: 'SEPA 1' })
    expect((await ledger()).balance.amount).toBe(0)
  })
})
