import { describe, expect, it } from 'vitest'
import { createReturnWorld, wanting } from '../../../test/sagas/return-world.ts'
import { eur } from '../../../test/samples.ts'
import { approve, cancelReturn, inspectReturn, receiveReturn, sendReturn } from '../return.ts'
import { askLabel } from '../return-label.ts'

const id = 'ret_1_1'
const mugs = (quantity: number, reason = 'changed_mind') =>
  wanting([{ sku: 'MUG', quantity, reason: reason as 'defective' }])
const settings = { freeReturns: 'off' as const, returnLabelPrice: 490 }
const judged = [{ sku: 'MUG', restock: 2, scrap: 0, refuse: 0 }]
type World = Awaited<ReturnType<typeof createReturnWorld>>

const how = ({ times }: World) => ({
  at: new Date(times.nowMs).toISOString(),
  by: 'staff' as const,
})
const step = (here: World, name: string) =>
  here.activities[name]?.({ returnId: id, orderId: 'ord_1' }, { instanceId: id })

async function approved(reason: string) {
  const here = await createReturnWorld()
  await here.request(mugs(2, reason))
  await here.rule(id, (ret) => approve(ret, how(here), 14))
  const labelOf = async () => {
    const ret = await here.read(id)
    return ret && 'label' in ret ? ret.label : undefined
  }
  const ask = (paidBy?: 'shop') =>
    here.rule(id, (ret) => askLabel(ret, { ...settings, ...how(here), paidBy }))
  return { ...here, labelOf, ask }
}

describe('the label of a return', () => {
  it('is made without being asked for when the goods were at fault, once, and the shop pays for it', async () => {
    const here = await approved('defective')
    for (let times = 0; times < 3; times += 1) await step(here, 'checkReturn')
    expect(await here.labelOf()).toMatchObject({
      ...{ shipmentId: 'shp_1_ret1', status: 'ready', paidBy: 'shop', price: eur(0) },
      trackingNumbers: ['T-shp_1_ret1'],
    })
    expect([...here.shop.further.keys()]).toEqual(['shp_1_ret1'])
  })

  it('is asked for by whoever changed their mind, and its price is kept when a parcel leaves with it', async () => {
    const here = await approved('changed_mind')
    await step(here, 'checkReturn')
    expect(await here.labelOf()).toBeUndefined()
    for (let times = 0; times < 2; times += 1) await here.ask()
    await step(here, 'checkReturn')
    expect(await here.labelOf()).toMatchObject({ status: 'ready', price: eur(490) })
    await here.scan('in_transit', id)
    await here.scan('delivered', id)
    await here.rule(id, (ret) => inspectReturn(ret, how(here), judged))
    await step(here, 'refundReturned')
    expect(await here.read(id)).toMatchObject({ refund: { amount: eur(1599 - 490) } })
  })

  it('costs nothing when the goods came back in another way; its number is void then', async () => {
    const here = await approved('changed_mind')
    await here.ask()
    await step(here, 'checkReturn')
    await here.rule(id, (ret) => receiveReturn(ret, how(here)))
    await here.rule(id, (ret) => inspectReturn(ret, how(here), judged))
    here.shop.creditNotes.push('cn_1_r1')
    for (const name of ['refundReturned', 'closeReturn', 'endReturn']) await step(here, name)
    expect(await here.read(id)).toMatchObject({ status: 'closed', refund: { amount: eur(1599) } })
    expect(await here.labelOf()).toMatchObject({ status: 'cancelled' })
    expect(here.shop.further.get('shp_1_ret1')).toBe('cancelled')
  })

  it('takes the return along: on its way with its number, then received, and staff say what was in it', async () => {
    const here = await approved('defective')
    await step(here, 'checkReturn')
    for (let times = 0; times < 2; times += 1) await here.scan('in_transit', id)
    expect(await here.read(id)).toMatchObject({
      ...{ status: 'in_transit', sending: { trackingNumber: 'T-shp_1_ret1' } },
      label: { status: 'used' },
    })
    for (let times = 0; times < 2; times += 1) await here.scan('delivered', id)
    await here.scan('in_transit', id)
    expect(await here.read(id)).toMatchObject({
      ...{ status: 'received', receipt: { by: 'system', lines: [{ quantity: 2 }] } },
    })
    const late = await here.rule(id, (ret) => sendReturn(ret, how(here), {}))
    expect(late.data.status).toBe('received')
    const one = [{ sku: 'MUG', quantity: 1 }]
    const { data } = await here.rule(id, (ret) => receiveReturn(ret, how(here), one))
    expect(data).toMatchObject({ status: 'received', receipt: { by: 'staff', lines: one } })
    expect(await here.rule(id, (ret) => receiveReturn(ret, how(here)))).toMatchObject({ data })
    expect(here.published().filter((type) => type === 'return-received')).toHaveLength(1)
  })

  it.for([
    ['cancelled', 'pending'],
    ['used', 'in_transit'],
  ] as const)('is %s with its return when its parcel is %s', async ([status, parcel]) => {
    const here = await approved('defective')
    await step(here, 'checkReturn')
    here.shop.further.set('shp_1_ret1', parcel)
    await here.rule(id, (ret) => cancelReturn(ret, how(here)))
    expect(await here.returns.count('saga', 'due')).toBe(1)
    for (let times = 0; times < 2; times += 1) await step(here, 'endReturn')
    expect(await here.labelOf()).toMatchObject({ status })
    await here.scan('delivered', id)
    expect(await here.read(id)).toMatchObject({ status: 'cancelled' })
    expect(await here.returns.count('saga', 'due')).toBe(0)
  })

  it('is refused where nothing can be shipped, and may be asked for again; it comes later when shipping is away', async () => {
    const here = await approved('defective')
    here.shop.parcel = 'unknown'
    await step(here, 'checkReturn')
    expect(await here.labelOf()).toMatchObject({ status: 'refused', reason: 'not_shippable' })
    here.shop.parcel = 'delivered'
    await here.ask('shop')
    here.shop.away.add('shipping')
    await expect(step(here, 'checkReturn')).rejects.toThrow('away')
    expect(await here.labelOf()).toMatchObject({ status: 'pending' })
    expect(await here.returns.count('saga', 'due')).toBe(1)
    here.shop.away.clear()
    await step(here, 'checkReturn')
    expect(await here.labelOf()).toMatchObject({ status: 'ready' })
  })

  it('is for a return that was approved and not sent', async () => {
    const here = await createReturnWorld()
    await here.request(mugs(2))
    const early = here.rule(id, (ret) => askLabel(ret, { ...settings, ...how(here) }))
    await expect(early).rejects.toThrow('gets no label')
  })
})
