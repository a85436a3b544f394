import { describe, expect, it } from 'vitest'
import { aDeliveredOrder, createReturnWorld, wanting } from '../../test/sagas/return-world.ts'
import { at, aVariant, eur } from '../../test/samples.ts'
import { createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { approve, inspectReturn, receiveReturn } from './return.ts'

const id = 'ret_1_1'
const how = { at, by: 'staff' as const }
const bowl = (price: number) => ({
  ...{ sku: 'BOWL', title: { fr: 'Bol' }, weightGrams: 200 },
  ...{ unitPrice: eur(price), boughtFor: eur(1200) },
})
type World = Awaited<ReturnType<typeof createReturnWorld>>
const step = (here: World, name: string) =>
  here.activities[name]?.({ returnId: id, orderId: 'ord_1' }, { instanceId: id })

/** Two of three mugs came back, to be replaced by bowls; `refuse` of them are refused. */
async function inspected(price: number, { refuse = 0, stock = 5 } = {}) {
  const here = await createReturnWorld()
  here.shop.stock.set('BOWL', stock)
  const line = { sku: 'MUG', quantity: 2, exchange: bowl(price) }
  await here.request(wanting([line, { sku: 'POT', quantity: 1 }]))
  await here.rule(id, (ret) => approve(ret, how, 14))
  await here.rule(id, (ret) => receiveReturn(ret, how))
  const judged = [
    { sku: 'MUG', restock: 2 - refuse, scrap: 0, refuse },
    { sku: 'POT', restock: 1, scrap: 0, refuse: 0 },
  ]
  await here.rule(id, (ret) => inspectReturn(ret, how, judged))
  return here
}

async function settle(here: World) {
  for (const name of ['restockReturned', 'refundReturned'])
    for (let times = 0; times < 2; times += 1) await step(here, name)
  return await here.read(id)
}

describe('an exchange', () => {
  it('sends the new goods once, and moves no money for goods of the same price', async () => {
    const here = await inspected(1200)
    expect(await settle(here)).toMatchObject({
      exchange: { status: 'sent', shipmentId: 'shp_1_x1', kept: eur(1599) },
      refund: { amount: eur(900) },
    })
    expect(here.shop.stock.get('BOWL')).toBe(3)
    expect(here.shop.reservations.get('res_1_x1')?.outcome.status).toBe('committed')
    expect([...here.shop.further.keys()]).toEqual(['shp_1_x1'])
    expect(here.shop.stock.get('MUG')).toBe(10 + 2)
  })

  it('gives the difference back for cheaper goods, in the proportion of what was paid', async () => {
    const here = await inspected(900)
    const kept = Math.floor((1599 * 900) / 1200)
    expect(await settle(here)).toMatchObject({
      exchange: { kept: eur(kept) },
      refund: { amount: eur(1599 - kept + 900) },
    })
  })

  it('replaces what was accepted, and no more', async () => {
    const here = await inspected(1200, { refuse: 1 })
    expect(await settle(here)).toMatchObject({ exchange: { status: 'sent', kept: eur(800) } })
    expect(here.shop.stock.get('BOWL')).toBe(4)
  })

  it('becomes a return for money when there is no stock, or nothing can be shipped', async () => {
    const none = await inspected(1200, { stock: 1 })
    expect(await settle(none)).toMatchObject({
      exchange: { status: 'refused', reason: 'out_of_stock', kept: eur(0) },
      refund: { amount: eur(1599 + 900) },
    })
    expect(none.shop.stock.get('BOWL')).toBe(1)
    const unshipped = await inspected(1200)
    unshipped.shop.parcel = 'unknown'
    expect(await settle(unshipped)).toMatchObject({
      exchange: { status: 'refused', reason: 'not_shippable' },
      refund: { amount: eur(1599 + 900) },
    })
    expect(unshipped.shop.stock.get('BOWL')).toBe(5)
  })

  it('waits while shipping is away, and sells nothing twice', async () => {
    const here = await inspected(1200)
    here.shop.away.add('shipping')
    await expect(step(here, 'restockReturned')).rejects.toThrow('away')
    here.shop.away.clear()
    expect(await settle(here)).toMatchObject({ exchange: { status: 'sent' } })
    expect(here.shop.stock.get('BOWL')).toBe(3)
  })

  it('gives no delivery back: the order is kept, with other goods', async () => {
    const here = await createReturnWorld()
    here.shop.stock.set('BOWL', 9)
    const lines = ['MUG', 'POT', 'GIFT'].map((sku) => ({ sku, reason: 'defective' as const }))
    const quantity = (sku: string) => (sku === 'MUG' ? 3 : 1)
    await here.request(
      wanting(
        lines.map(({ sku, reason }) => ({
          ...{ sku, reason, quantity: quantity(sku) },
          ...(sku === 'MUG' && { exchange: bowl(1200) }),
        })),
      ),
    )
    await here.rule(id, (ret) => approve(ret, how, 14))
    await here.rule(id, (ret) => receiveReturn(ret, how))
    const judged = lines.map(({ sku }) => ({ sku, restock: quantity(sku), scrap: 0, refuse: 0 }))
    await here.rule(id, (ret) => inspectReturn(ret, how, judged))
    expect(await settle(here)).toMatchObject({ refund: { amount: eur(900) } })
  })
})

describe('asking for an exchange', () => {
  const vase = aVariant({ sku: 'VASE', price: eur(1200), productId: 'prd_mug' })
  async function ask(exchangeFor: string, change: object = {}) {
    const twin = createAppTwin()
    twin.shop.variants = [aVariant(), { ...vase, ...change }]
    twin.shop.stock.set('VASE', 1)
    await twin.orders.create('ord_1', aDeliveredOrder())
    const lines = [{ sku: 'MUG', quantity: 1, reason: 'wrong_size', exchangeFor }]
    const headers = newKey()
    const send = () => twin.send('POST /api/orders/ord_1/returns', { body: { lines }, headers })
    type Body = { errors: { field: string; code: string }[]; lines: object[]; returnId: string }
    const answer = await send()
    return { twin, send, status: answer.status, body: (await answer.json()) as Body }
  }

  it('keeps the new goods with their price of today, and is the same when it is repeated', async () => {
    const { twin, send, body, status } = await ask('VASE')
    expect(status).toBe(201)
    expect(body.lines).toMatchObject([
      { exchange: { sku: 'VASE', unitPrice: eur(1200), boughtFor: eur(1200) } },
    ])
    twin.shop.variants = []
    expect((await send()).status).toBe(201)
    expect((await twin.orders.get('ord_1'))?.data.returns).toHaveLength(1)
  })

  it('asks for the prices of whoever bought, for as many as were bought; of everyone for a guest', async () => {
    const { twin } = await ask('VASE')
    const asked = { skus: ['MUG', 'VASE'], quantities: { MUG: 3, VASE: 3 }, currency: 'EUR' }
    expect(twin.shop.lookups).toEqual([{ ...asked, customer: { status: 'gold', tags: ['press'] } }])
    const guests = createAppTwin()
    guests.shop.variants = [aVariant(), vase]
    guests.shop.stock.set('VASE', 1)
    await guests.orders.create('ord_1', aDeliveredOrder({ userId: 'gst_1' }))
    const line = { sku: 'MUG', quantity: 1, reason: 'wrong_size', exchangeFor: 'VASE' }
    const as = { as: 'guest of ord_1', body: { lines: [line] }, headers: newKey() }
    expect((await guests.send('POST /api/orders/ord_1/returns', as)).status).toBe(201)
    expect(guests.shop.lookups).toEqual([asked])
  })

  it.for([
    ['the price of today after an agreed one', 800, 1200, 1200, 1200],
    ['the price of today after it has risen', 1000, 1200, 1500, 1200],
    ['what was paid after the price has fallen', 1200, 900, 1200, 1200],
  ] as const)('is held against %s', async ([, paid, today, price, boughtFor]) => {
    const twin = createAppTwin()
    twin.shop.variants = [aVariant({ price: eur(today) }), { ...vase, price: eur(price) }]
    twin.shop.stock.set('VASE', 1)
    const [mugs, ...others] = aDeliveredOrder().lines
    const lines = [{ ...mugs, unitPrice: eur(paid) }, ...others]
    await twin.orders.create('ord_1', aDeliveredOrder({ lines }))
    const line = { sku: 'MUG', quantity: 1, reason: 'wrong_size', exchangeFor: 'VASE' }
    const asked = { body: { lines: [line] }, headers: newKey() }
    const answer = await twin.send('POST /api/orders/ord_1/returns', asked)
    expect(await answer.json()).toMatchObject({
      lines: [{ exchange: { unitPrice: eur(price), boughtFor: eur(boughtFor) } }],
    })
  })

  it.for([
    ['another product', 'VASE', { productId: 'prd_vase' }, 'not_a_variant'],
    ['a variant that is not sold', 'VASE', { active: false }, 'not_a_variant'],
    ['what does not exist', 'NONE', {}, 'not_a_variant'],
  ] as const)('is refused for %s', async ([, sku, change, code]) => {
    const { status, body } = await ask(sku, change)
    expect([status, body.errors[0]]).toEqual([
      ...[400, expect.objectContaining({ field: 'lines.exchangeFor', code })],
    ])
  })

  it('is refused for a dearer variant of what was free', async () => {
    const twin = createAppTwin()
    twin.shop.variants = [aVariant(), { ...vase, price: eur(1201) }]
    twin.shop.stock.set('VASE', 1)
    const [mugs, ...others] = aDeliveredOrder().lines
    const lines = [{ ...mugs, gross: eur(0) }, ...others]
    await twin.orders.create('ord_1', aDeliveredOrder({ lines }))
    const line = { sku: 'MUG', quantity: 1, reason: 'wrong_size', exchangeFor: 'VASE' }
    const asked = { body: { lines: [line] }, headers: newKey() }
    const answer = await twin.send('POST /api/orders/ord_1/returns', asked)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'dearer' }] })
  })

  it('is refused when the shelf is empty, and never dearer for the same goods again', async () => {
    const twin = createAppTwin()
    twin.shop.variants = [aVariant({ price: eur(1500) }), vase]
    await twin.orders.create('ord_1', aDeliveredOrder())
    const ask = async (exchangeFor: string) => {
      const lines = [{ sku: 'MUG', quantity: 1, reason: 'defective', exchangeFor }]
      const asked = { body: { lines }, headers: newKey() }
      return (await twin.send('POST /api/orders/ord_1/returns', asked)).status
    }
    expect([await ask('VASE'), await ask('MUG')]).toEqual([400, 201])
  })
})
