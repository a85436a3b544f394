import { describe, expect, it } from 'vitest'
import { createReturnWorld, wanting } from '../../../test/sagas/return-world.ts'
import { driveSaga, type SagaRun } from '../../../test/sagas/saga-driver.ts'
import { at, eur } from '../../../test/samples.ts'
import {
  approve,
  cancelReturn,
  inspectReturn,
  receiveReturn,
  refuseReturn,
  retryRefund,
} from '../return.ts'
import { returnSaga } from './return-saga.ts'

const id = 'ret_1_1'
const all = [
  { sku: 'MUG', quantity: 3 },
  { sku: 'POT', quantity: 1 },
  { sku: 'GIFT', quantity: 1 },
]
const withdrawal = wanting(all, { kind: 'withdrawal' })
const judged = [
  { sku: 'MUG', restock: 2, scrap: 1, refuse: 0 },
  { sku: 'POT', restock: 1, scrap: 0, refuse: 0 },
  { sku: 'GIFT', restock: 1, scrap: 0, refuse: 0 },
]
type World = Awaited<ReturnType<typeof createReturnWorld>>

const how = ({ times }: World) => ({
  at: new Date(times.nowMs).toISOString(),
  by: 'staff' as const,
})

async function takeIn(here: World, lines = judged) {
  const arrived = lines.map(({ sku, restock, scrap, refuse }) => ({
    ...{ sku, quantity: restock + scrap + refuse },
  }))
  await here.rule(id, (ret) => receiveReturn(ret, how(here), arrived))
  await here.rule(id, (ret) => inspectReturn(ret, how(here), lines))
}

describe('the saga of a return', () => {
  it('closes without a credit note of its own when a refund that failed later has it', async () => {
    const here = await createReturnWorld()
    here.shop.isCreditedBefore = true
    await here.request(withdrawal)
    const run = here.drive(id, async (saga, waits) => {
      if (waits === 1) await takeIn(here)
      saga.raise('return')
    })
    expect(await run.result()).toEqual({ status: 'closed' })
    expect(await here.read(id)).toMatchObject({ refund: { credited: eur(0) }, status: 'closed' })
  })

  it('restocks, refunds with the delivery, waits for the credit note and closes', async () => {
    const here = await createReturnWorld()
    await here.request(withdrawal)
    const run = here.drive(id, async (saga, waits) => {
      if (waits === 1) await takeIn(here)
      if (waits === 3) here.shop.creditNotes.push('cn_1_r1')
      saga.raise('return')
    })
    expect(await run.result()).toEqual({ status: 'closed' })
    expect(await here.read(id)).toMatchObject({
      status: 'closed',
      refund: { refundId: 'rf_1_r1', amount: eur(2399 + 900 + 490), status: 'succeeded' },
      creditNote: { creditNoteId: 'cn_1_r1' },
    })
    expect(here.shop.restocked.get(id)).toEqual([
      ...[
        { sku: 'MUG', quantity: 2 },
        { sku: 'POT', quantity: 1 },
        { sku: 'GIFT', quantity: 1 },
      ],
    ])
    expect((await here.order()).returns).toMatchObject([{ status: 'done', delivery: 490 }])
    expect(here.published()).toEqual([
      ...['return-requested', 'return-approved', 'return-received'],
      ...['return-refunded', 'return-closed'],
    ])
  })

  it('does each thing once, whatever is repeated after its effect', async () => {
    const here = await createReturnWorld()
    await here.request(withdrawal)
    await takeIn(here)
    here.shop.creditNotes.push('cn_1_r1')
    const input = { returnId: id, orderId: 'ord_1' }
    const steps = ['beginReturn', 'restockReturned', 'refundReturned', 'closeReturn', 'endReturn']
    for (const name of steps) {
      for (let n = 0; n < 3; n++) await here.activities[name]?.(input, { instanceId: id })
    }
    expect(here.shop.stock.get('MUG')).toBe(10 + 2)
    expect([...here.shop.returnRefunds.keys()]).toEqual(['rf_1_r1'])
    expect((await here.order()).history.map(({ type }) => type)).toEqual([
      ...['placed', 'return_requested', 'returned'],
    ])
  })

  it('gives nothing back for what is refused, and lets what did not arrive come again', async () => {
    const here = await createReturnWorld()
    await here.request(wanting([{ sku: 'MUG', quantity: 3 }]))
    await here.rule(id, (ret) => approve(ret, how(here), 14))
    await takeIn(here, [{ sku: 'MUG', restock: 0, scrap: 1, refuse: 1 }])
    here.shop.creditNotes.push('cn_1_r1')
    expect(await here.drive(id, (saga) => saga.raise('return')).result()).toEqual({
      status: 'closed',
    })
    expect(await here.read(id)).toMatchObject({ refund: { amount: eur(800) } })
    expect(here.shop.restocked.size).toBe(0)
    await here.request(wanting([{ sku: 'MUG', quantity: 1 }], { key: 'again' }))
    const more = here.request(wanting([{ sku: 'MUG', quantity: 1 }], { key: 'more' }))
    await expect(more).rejects.toThrow('not so much')
  })

  it('ends without money when staff refuse it or its customer keeps the goods', async () => {
    for (const end of [cancelReturn, refuseReturn]) {
      const here = await createReturnWorld()
      await here.request(wanting(all))
      const run = here.drive(id, async (saga) => {
        await here.rule(id, (ret) => end(ret, { ...how(here), detail: 'no' }))
        saga.raise('return')
      })
      await run.result()
      expect(here.shop.returnRefunds.size).toBe(0)
      expect((await here.order()).returns).toMatchObject([{ status: 'ended' }])
      expect(here.published().at(-1)).toBe('return-closed')
    }
  })

  it('expires when nothing is sent in time; a withdrawal does not', async () => {
    const here = await createReturnWorld()
    await here.request(wanting(all))
    await here.rule(id, (ret) => approve(ret, how(here), 14))
    expect(await here.drive(id, () => undefined).result()).toEqual({ status: 'expired' })
    expect((await here.order()).returns).toMatchObject([{ status: 'ended' }])
    const withdrawn = await createReturnWorld()
    await withdrawn.request(withdrawal)
    expect(await withdrawn.drive(id, () => undefined).result()).toEqual({ status: 'approved' })
    expect((await withdrawn.order()).returns).toMatchObject([{ status: 'open' }])
  })

  it('is looked for until its order holds nothing of it, when it ends before', async () => {
    const here = await createReturnWorld()
    await here.request(wanting(all))
    await here.rule(id, (ret) => cancelReturn(ret, how(here)))
    const due = () => here.returns.count('saga', 'due')
    expect(await due()).toBe(1)
    await here.activities['endReturn']?.({ returnId: id, orderId: 'ord_1' }, { instanceId: id })
    expect([await due(), (await here.order()).returns?.[0]?.status]).toEqual([0, 'ended'])
  })

  it('stops at a refund that failed, and goes on when staff try again', async () => {
    const here = await createReturnWorld()
    await here.request(withdrawal)
    await takeIn(here)
    here.shop.refundStatus = 'failed'
    expect(await here.drive(id, () => undefined).result()).toEqual({ status: 'inspected' })
    await here.rule(id, (ret) => retryRefund(ret, how(here)))
    here.shop.returnRefunds.clear()
    here.shop.refundStatus = 'succeeded'
    here.shop.creditNotes.push('cn_1_r1t2')
    expect(await here.drive(id, (saga) => saga.raise('return')).result()).toEqual({
      status: 'closed',
    })
    expect(await here.read(id)).toMatchObject({ refund: { refundId: 'rf_1_r1t2' } })
  })

  it('waits for a refund that is on its way', async () => {
    const here = await createReturnWorld()
    await here.request(withdrawal)
    await takeIn(here)
    Object.assign(here.shop, { refundStatus: 'pending' })
    const run = here.drive(id, (_saga, waits) => {
      if (waits === 2) here.shop.refundStatus = 'succeeded'
      if (waits === 3) here.shop.creditNotes.push('cn_1_r1')
    })
    expect(await run.result()).toEqual({ status: 'closed' })
  })
})

it('a return waits for the payment of dearer goods as long as the shop may give: sixty days', async () => {
  const startMs = Date.parse(at)
  const payBy = new Date(startMs + 60 * 86_400_000).toISOString()
  const inspected = { status: 'inspected', isStuck: false }
  const isOpen = (): boolean => run.clock.nowMs < Date.parse(payBy)
  const activities = {
    beginReturn: async () => inspected,
    restockReturned: async () => (isOpen() ? { ...inspected, payBy } : inspected),
    refundReturned: async () => ({ ...inspected, status: 'closed' }),
    endReturn: async () => undefined,
  }
  const input = { returnId: id, orderId: 'ord_1' }
  const run: SagaRun = driveSaga(returnSaga, input, { activities, startMs, mostSteps: 800 })
  expect(await run.result()).toEqual({ status: 'closed' })
  expect(new Date(run.clock.nowMs).toISOString()).toBe(payBy)
})
