import { awaitedMethod, type PaymentTerms } from '@comptoir/contracts/orders/schemas'
import { describe, expect, it } from 'vitest'
import { driveSaga } from '../../test/sagas/saga-driver.ts'
import { createSagaWorld, input, pay, startMs } from '../../test/sagas/saga-world.ts'
import { at } from '../../test/samples.ts'
import { orderSaga } from './order-saga.ts'

const days = 10
const dueAt = new Date(startMs + days * 86_400_000).toISOString()
const terms: PaymentTerms = { kind: 'transfer', dueAt, reference: 'CMD-0000-0000' }
const patient = { ...input, paymentDeadlineSeconds: days * 86_400, waitsLong: true } as const

type World = Awaited<ReturnType<typeof createSagaWorld>>
const waiting = () => createSagaWorld({ paymentMethod: awaitedMethod, paymentTerms: terms })

const drive = (here: World, whileWaiting: Parameters<typeof driveSaga>[2]['whileWaiting']) =>
  driveSaga(orderSaga, patient, {
    ...{ activities: here.activities, startMs, mostSteps: 400 },
    ...(whileWaiting && { whileWaiting }),
  })

describe('the saga of an order with terms of payment', () => {
  it('waits for as long as they say, asks seldom, and then ends it with its stock free', async () => {
    const here = await waiting()
    const run = drive(here, () => undefined)
    expect(await run.result()).toEqual({ status: 'expired' })
    expect(run.clock.nowMs - startMs).toBe(days * 86_400_000)
    const asked = run.steps.filter((step) => step === 'checkPayment').length
    expect([asked > days * 10, asked < days * 15]).toEqual([true, true])
    expect(here.shop.stock.get('MUG')).toBe(10)
  })

  it('goes on at once when it is paid, and asks as usual from then on', async () => {
    const here = await waiting()
    const paidMs = startMs + 3 * 86_400_000
    let isPaid = false
    const run = drive(here, async (saga) => {
      if (isPaid || saga.clock.nowMs < paidMs) return
      isPaid = true
      await pay(here, saga)
    })
    void run.result().catch(() => undefined)
    await expect.poll(async () => (await here.order()).status, { timeout: 5_000 }).toBe('confirmed')
    expect((await here.order()).placedAt).toBe(at)
  })
})
