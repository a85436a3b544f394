import { describe, expect, it } from 'vitest'
import { aDeliveredOrder } from '../../test/sagas/return-world.ts'
import { at } from '../../test/samples.ts'
import { createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { recordRefund } from './return.ts'

const staff = { as: 'usr_staff', roles: ['staff' as const] }
type Body = { readonly code: string; readonly status: string }

/** An order that was delivered, of which two mugs are asked to be taken back. */
async function delivered() {
  const twin = createAppTwin()
  await twin.orders.create('ord_1', aDeliveredOrder())
  const ask = async (operation: string, asked: Parameters<typeof twin.send>[1] = {}) => {
    const answer = await twin.send(operation, asked)
    return { status: answer.status, body: (await answer.json()) as Body }
  }
  const body = { lines: [{ sku: 'MUG', quantity: 2, reason: 'damaged' }] }
  const request = () => ask('POST /api/orders/ord_1/returns', { body, headers: newKey() })
  return { ...twin, ask, request }
}

describe('returns', () => {
  it('are refused by staff with a reason, once', async () => {
    const here = await delivered()
    await here.request()
    const refuse = () =>
      here.ask('POST /api/returns/ret_1_1/refuse', { ...staff, body: { reason: 'worn' } })
    expect((await refuse()).body.status).toBe('refused')
    expect((await refuse()).body.status).toBe('refused')
    const recorded = here.store.recorded.map(({ data }) => data)
    expect(recorded).toMatchObject([{ operation: 'RefuseReturn', reason: 'worn' }])
  })

  it('have their refund tried again by staff, once it has failed', async () => {
    const here = await delivered()
    await here.request()
    const act = (what: string, body: object = {}) =>
      here.ask(`POST /api/returns/ret_1_1/${what}`, { ...staff, body })
    await act('approve')
    await act('receive')
    const line = { sku: 'MUG', restock: 2, scrap: 0, refuse: 0 }
    expect((await act('inspect', { lines: [line] })).body.status).toBe('inspected')
    expect((await act('refund')).body.code).toBe('transition_refused')
    const amount = { amount: 1599, currency: 'EUR' }
    const failed = { refundId: 'rf_1_r1', amount, status: 'failed', at } as const
    await here.returns.change('ret_1_1', (ret) => recordRefund(ret, failed))
    expect((await act('refund')).status).toBe(200)
  })
})
