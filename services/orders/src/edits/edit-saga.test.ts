import { describe, expect, it } from 'vitest'
import { createEditWorld, standing } from '../../test/sagas/edit-world.ts'
import { at } from '../../test/samples.ts'
import { requestCancel } from '../order/order-cancel.ts'

const before = { mugs: [2, 2], left: 3, held: 2890, papers: 1 }
const withThree = { mugs: [3, 3], left: 2, held: 4090, papers: 2 }
const withOne = { mugs: [1, 1], left: 4, held: 1690, papers: 2 }
const cancel = { reason: 'changed_mind', by: 'customer' as const, at }

async function outcomeOf(here: Awaited<ReturnType<typeof createEditWorld>>) {
  const { edits = [], totals, revision = 1 } = await here.order()
  return {
    status: edits[0]?.status,
    reason: edits[0]?.reason,
    total: totals.grandTotal.amount,
    revision,
  }
}

describe('the edit saga', () => {
  it('sells one more, takes its price, packs anew, replaces the invoice, then changes the order', async () => {
    const here = await createEditWorld(3)
    const run = here.drive()
    expect(await run.result()).toEqual({ status: 'applied' })
    expect(run.steps).toEqual([
      ...['holdEditStock', 'requestEditPayment', 'amendEditShipment', 'releaseEditStock'],
      ...['refundEdit', 'replaceEditInvoice', 'applyEdit'],
    ])
    expect(standing(here.books)).toEqual(withThree)
    expect(await outcomeOf(here)).toMatchObject({ status: 'applied', total: 4090, revision: 2 })
    expect((await here.order()).invoice).toMatchObject({ invoiceId: 'inv_1_2' })
    expect(here.published()).toEqual(['order-edited'])
  })

  it('puts one back on the shelf and refunds its price', async () => {
    const here = await createEditWorld(1)
    await here.drive().result()
    expect(standing(here.books)).toEqual(withOne)
    const order = await here.order()
    expect(order.edits?.[0]?.refunds).toMatchObject([{ refundId: 'rf_1_edit1' }])
    expect(order.payment.refunded?.amount).toBe(1200)
    expect(order.status).toBe('processing')
  })

  it('leaves the order as before when stock is short', async () => {
    const here = await createEditWorld(6)
    expect(await here.drive().result()).toEqual({ status: 'failed' })
    expect(standing(here.books)).toEqual(before)
    expect(await outcomeOf(here)).toMatchObject({
      reason: 'out_of_stock',
      total: 2890,
      revision: 1,
    })
    expect(here.published()).toEqual(['order-edit-failed'])
  })

  it('leaves the order as before when its parcel has left, the extra money given back', async () => {
    const here = await createEditWorld(3)
    here.books.shipment.hasLeft = true
    await here.drive().result()
    expect(standing(here.books)).toEqual(before)
    expect(await outcomeOf(here)).toMatchObject({ status: 'failed', reason: 'sent', total: 2890 })
  })

  it('waits for its shopper to pay, and goes on when they do', async () => {
    const here = await createEditWorld(3)
    here.books.pays = 'requires_action'
    const run = here.drive((saga) => {
      here.books.money.extra = 'succeeded'
      saga.raise('payment')
    })
    expect(await run.result()).toEqual({ status: 'applied' })
    expect(standing(here.books)).toEqual(withThree)
  })

  it('gives up at the deadline of its payment', async () => {
    const here = await createEditWorld(3)
    here.books.pays = 'failed'
    await here.drive().result()
    expect(standing(here.books)).toEqual(before)
    expect(await outcomeOf(here)).toMatchObject({ reason: 'payment_deadline' })
    expect(here.books.money.extra).toBe('cancelled')
  })

  it('gives way to a cancel while it waits, which then cancels the order', async () => {
    const here = await createEditWorld(3)
    here.books.pays = 'requires_action'
    Object.assign(here.shop, {
      payment: 'succeeded',
      invoice: 'finalised',
      parcel: 'label_created',
    })
    const run = here.drive(async (saga) => {
      await here.rule((order) => requestCancel(order, cancel))
      saga.raise('cancel')
    })
    expect(await run.result()).toEqual({ status: 'cancelled' })
    expect(await outcomeOf(here)).toMatchObject({ status: 'failed', reason: 'cancelled' })
    expect(standing(here.books)).toEqual({ ...before, held: 2890 })
  })
})

describe('a shipment that changed without an answer', () => {
  it('is packed as before when the edit is undone', async () => {
    const here = await createEditWorld(3)
    here.books.shipment.silent = 12
    expect(await here.drive().result()).toEqual({ status: 'failed' })
    expect(standing(here.books)).toEqual(before)
    expect(await outcomeOf(here)).toMatchObject({ reason: 'unavailable', total: 2890 })
  })

  it('makes the edit good when it has left: nobody can call it back', async () => {
    const here = await createEditWorld(3)
    here.books.shipment.silent = 12
    const run = here.drive()
    const give = here.activities['giveUpEdit']
    here.activities['giveUpEdit'] = async (input, context) => {
      here.books.shipment.hasLeft = true
      return await give?.(input, context)
    }
    expect(await run.result()).toEqual({ status: 'applied' })
    expect(standing(here.books)).toEqual(withThree)
    expect(await outcomeOf(here)).toMatchObject({ total: 4090, revision: 2 })
  })
})

const steps = [
  ...['holdEditStock', 'requestEditPayment', 'amendEditShipment', 'releaseEditStock'],
  ...['refundEdit', 'replaceEditInvoice', 'applyEdit'],
]
type Fault = 'before' | 'after' | 'twice' | 'never answers'

const unanswered: Readonly<Record<Fault, number>> = {
  ...{ before: 0, after: 1, twice: 0, 'never answers': 13 },
}

/** Breaks a step: once before or after its effect, twice in a row, or whenever it is tried. */
function broken(here: Awaited<ReturnType<typeof createEditWorld>>, name: string, fault: Fault) {
  const run = here.activities[name]
  if (!run) throw new Error(`no step ${name}`)
  let tried = 0
  here.activities[name] = async (input, context) => {
    tried += 1
    if (fault === 'before' && tried === 1) throw new Error('before')
    const answer = await run(structuredClone(input), context)
    if (tried <= unanswered[fault]) throw new Error('no answer')
    return fault === 'twice' ? await run(structuredClone(input), context) : answer
  }
}

describe.for(steps)('a fault of %s', (name) => {
  it.for<[number, Fault]>(
    [3, 1].flatMap((mugs) =>
      (['before', 'after', 'twice', 'never answers'] as const).map((fault): [number, Fault] => [
        mugs,
        fault,
      ]),
    ),
  )('leaves everything in step: to %d mugs, %s', async ([mugs, fault]) => {
    const here = await createEditWorld(mugs)
    broken(here, name, fault)
    const { status } = (await here.drive().result()) as { status: string }
    const done = mugs === 3 ? withThree : withOne
    expect(standing(here.books)).toEqual(status === 'applied' ? done : before)
    const { total } = await outcomeOf(here)
    expect(total).toBe(standing(here.books).held)
    if (fault !== 'never answers') expect(status).toBe('applied')
  })

  it('is gone over by a run that starts again in the middle', async () => {
    const here = await createEditWorld(3)
    const all = here.activities[name]
    here.activities[name] = () => Promise.reject(Object.assign(new Error('gone'), { fatal: true }))
    const first = here.activities
    for (const step of steps.slice(0, steps.indexOf(name)))
      await first[step]?.({ orderId: 'ord_1', editId: 'ed_1_1' }, { instanceId: 'x' })
    if (all) here.activities[name] = all
    expect(await here.drive().result()).toEqual({ status: 'applied' })
    expect(standing(here.books)).toEqual(withThree)
  })
})
