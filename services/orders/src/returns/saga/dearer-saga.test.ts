import { describe, expect, it } from 'vitest'
import { awaiting, bowl, goodsArrive, id, pay, step } from '../../../test/sagas/dearer-exchange.ts'
import { createReturnWorld, wanting } from '../../../test/sagas/return-world.ts'
import { at, eur } from '../../../test/samples.ts'
import { recordLooked, recordNews } from '../dearer-exchange.ts'

describe('the saga of a return with dearer goods', () => {
  it('is looked for once its payment was heard of, should it be lost, and else at the deadline', async () => {
    const here = await awaiting()
    await step(here, 'beginReturn')
    const soon = new Date(Date.parse(at) + 1_000).toISOString()
    const isDue = async () => {
      const due = await here.returns.list('saga', 'due', { limit: 10, max: Date.parse(soon) })
      return due.items.length > 0
    }
    expect(await isDue()).toBe(false)
    const news = () => here.rule(id, (ret) => recordNews(ret, soon))
    await news()
    expect(await isDue()).toBe(true)
    pay(here, 'failed')
    const { exchange } = (await here.read(id)) as { exchange?: { newsAt?: string } }
    await here.rule(id, (ret) => recordNews(ret, new Date(Date.parse(soon) - 1).toISOString()))
    await here.rule(id, (ret) => recordLooked(ret, exchange?.newsAt))
    expect(await isDue()).toBe(true)
    await step(here, 'restockReturned')
    expect(await isDue()).toBe(false)
    await news()
    pay(here)
    await step(here, 'restockReturned')
    expect(await here.read(id)).toMatchObject({ exchange: { status: 'sent' } })
  })

  it('waits for the payment, which wakes it, then sends, refunds and closes', async () => {
    const here = await createReturnWorld()
    await here.request(wanting([{ sku: 'MUG', quantity: 2, exchange: bowl }]))
    const run = here.drive(id, async (saga, waits) => {
      if (waits === 1) await goodsArrive(here)
      if (waits === 3) pay(here)
      saga.raise('return')
    })
    expect(await run.result()).toEqual({ status: 'closed' })
    expect(await here.read(id)).toMatchObject({ exchange: { status: 'sent' } })
  })

  it('ends the wait at the deadline, and gives the money back', async () => {
    const here = await createReturnWorld()
    await here.request(wanting([{ sku: 'MUG', quantity: 2, exchange: bowl }]))
    const run = here.drive(id, async (saga, waits) => {
      if (waits > 1) return
      await goodsArrive(here)
      here.shop.creditNotes.push('cn_1_r1')
      saga.raise('return')
    })
    expect(await run.result()).toEqual({ status: 'closed' })
    expect(await here.read(id)).toMatchObject({
      ...{ exchange: { reason: 'payment_deadline' }, refund: { amount: eur(1599) } },
    })
  })
})
