import { orderNumberFrom } from '@comptoir/contracts/orders/numbering/order-number'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { aDeliveredOrder } from '../../test/sagas/return-world.ts'
import { at } from '../../test/samples.ts'
import { createAppTwin } from '../../test/twins/app-twin.ts'
import { endOrder } from '../order/order-cancel.ts'
import { applyOpenWithdrawals, forgetDeclarations } from './unattended-withdrawals.ts'
import { attachTo, decide } from './withdrawal.ts'

const number = orderNumberFrom(new Uint8Array([1, 2, 3, 4, 5, 6, 7]))
const typed = {
  name: 'Camille Durand',
  orderNumber: number.toLowerCase(),
  email: 'Camille@example.com',
}
type Body = {
  readonly code: string
  readonly confirmationToken: string
  readonly withdrawal: { readonly withdrawalId: string }
  readonly confirmedAt: string
}

type Problem = { readonly code: string; readonly errors: { readonly field: string }[] }

async function shopWith(change: object = {}) {
  const twin = createAppTwin()
  await twin.orders.create('ord_1', aDeliveredOrder({ number, ...change }))
  const ask = async (operation: string, body?: object, headers = {}) => {
    const answer = await twin.send(operation, { as: 'nobody', body, headers })
    return { status: answer.status, body: (await answer.json()) as Body }
  }
  async function withdraw(declaration: object = typed) {
    const { body } = await ask('POST /api/withdrawals', declaration)
    const { withdrawalId } = body.withdrawal
    const confirm = `POST /api/withdrawals/${withdrawalId}/confirm`
    const { confirmationToken } = body
    const answer = await ask(confirm, { confirmationToken })
    await settled()
    return { withdrawalId, confirmationToken, confirm, answer }
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve, 50))
  const outcome = async (id: string) => {
    const data = (await twin.withdrawals.get(id))?.data
    return data?.status === 'confirmed' ? data.outcome : undefined
  }
  const sweep = () => {
    const later = new Date(Date.parse(at) + 60_000)
    return applyOpenWithdrawals({ ...twin.deps, clock: () => later, log: silentLog() })
  }
  const forget = (hours: number) => {
    const later = new Date(Date.parse(at) + hours * 3_600_000)
    return forgetDeclarations({ ...twin.deps, clock: () => later, log: silentLog() })
  }
  return { ...twin, ask, withdraw, outcome, sweep, forget }
}

describe('a withdrawal', () => {
  it('takes two steps without an account, and sends the goods back without anybody’s approval', async () => {
    const here = await shopWith()
    const { answer, withdrawalId } = await here.withdraw()
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'confirmed', confirmedAt: at, refundBy: '2026-12-05' },
    })
    expect(await here.outcome(withdrawalId)).toMatchObject({ kind: 'return', returnId: 'ret_1_1' })
    expect((await here.returns.get('ret_1_1'))?.data).toMatchObject({
      ...{ kind: 'withdrawal', status: 'approved' },
      estimate: { total: { amount: 2399 + 900 + 490 } },
    })
    expect(here.published()).toContain('withdrawal-confirmed')
  })

  it('is nothing before it is confirmed, and one moment however often it is', async () => {
    const here = await shopWith()
    const { body } = await here.ask('POST /api/withdrawals', typed)
    await here.sweep()
    expect((await here.orders.get('ord_1'))?.data.returns).toBeUndefined()
    const receipt = `GET /api/withdrawals/${body.withdrawal.withdrawalId}/receipt`
    const token = { 'withdrawal-token': body.confirmationToken }
    expect((await here.ask(receipt, undefined, token)).body.code).toBe('document_not_ready')
    const again = await here.withdraw()
    const { confirmationToken } = again
    const second = await here.ask(again.confirm, { confirmationToken })
    expect(second.body.confirmedAt).toBe(again.answer.body.confirmedAt)
    await here.sweep()
    expect((await here.orders.get('ord_1'))?.data.returns).toHaveLength(1)
  })

  it('answers the same whether there is such an order or not, and is kept for staff when there is none', async () => {
    const here = await shopWith()
    const other = { ...typed, email: 'other@example.com' }
    const shapes = []
    for (const declaration of [typed, other, { ...typed, orderNumber: 'CMD-0000-0001' }]) {
      const { answer, withdrawalId } = await here.withdraw(declaration)
      shapes.push([answer.status, Object.keys(answer.body).toSorted()])
      const isTheirs = declaration === typed
      expect((await here.outcome(withdrawalId))?.kind).toBe(isTheirs ? 'return' : 'unmatched')
    }
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1)
  })

  it('is there for whoever has its token, and for nobody else', async () => {
    const here = await shopWith()
    const { withdrawalId, confirm } = await here.withdraw()
    expect((await here.ask(confirm, { confirmationToken: 'guess' })).status).toBe(404)
    const receipt = `GET /api/withdrawals/${withdrawalId}/receipt`
    const wrong = await here.ask(receipt, undefined, { 'withdrawal-token': 'guess' })
    expect(wrong.body.code).toBe('not_found')
  })

  it('has a receipt in French and English, the same bytes each time', async () => {
    const here = await shopWith()
    for (const locale of ['fr', 'en']) {
      const { withdrawalId, confirmationToken } = await here.withdraw({ ...typed, locale })
      const read = async () => {
        const headers = { 'withdrawal-token': confirmationToken }
        const path = `GET /api/withdrawals/${withdrawalId}/receipt`
        return Buffer.from(await (await here.send(path, { as: 'nobody', headers })).arrayBuffer())
      }
      const bytes = await read()
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
      expect((await read()).equals(bytes)).toBe(true)
    }
  })

  it('cancels an order that has not left, and becomes a return when the cancel is refused', async () => {
    const here = await shopWith({ status: 'processing', parcels: [] })
    const { withdrawalId } = await here.withdraw()
    expect(await here.outcome(withdrawalId)).toEqual({ kind: 'cancel', orderId: 'ord_1' })
    expect(here.calls).toContain('cancel saga ord_1')
    await here.orders.change('ord_1', (order) => ({
      ...order,
      ...(order.cancellation && { cancellation: { ...order.cancellation, status: 'refused' } }),
    }))
    await here.sweep()
    expect(await here.outcome(withdrawalId)).toMatchObject({ kind: 'return' })
  })

  it('that cancelled its order is done once the order has ended, and not looked at again', async () => {
    const here = await shopWith({ status: 'processing', parcels: [] })
    const { withdrawalId } = await here.withdraw()
    const open = () => here.withdrawals.count('open', 'all')
    await here.sweep()
    expect(await open()).toBe(1)
    await here.orders.change('ord_1', (order) =>
      endOrder(order, { status: 'cancelled', reason: 'customer' }, at),
    )
    await here.sweep()
    expect(await open()).toBe(0)
    expect(await here.outcome(withdrawalId)).toMatchObject({ kind: 'cancel', isDone: true })
    expect((await here.orders.get('ord_1'))?.data.returns).toBeUndefined()
  })

  it('names goods twice and takes no more than there are', async () => {
    const here = await shopWith()
    const lines = [1, 2].map(() => ({ sku: 'MUG', quantity: 2 }))
    const { withdrawalId } = await here.withdraw({ ...typed, lines })
    expect(await here.outcome(withdrawalId)).toMatchObject({ kind: 'return' })
    expect((await here.returns.get('ret_1_1'))?.data.lines).toMatchObject([{ quantity: 3 }])
  })

  it('is forgotten after a day unless it was confirmed', async () => {
    const here = await shopWith()
    const confirmed = await here.withdraw()
    const { body } = await here.ask('POST /api/withdrawals', typed)
    const isKept = async (id: string) => (await here.withdrawals.get(id)) !== undefined
    await here.forget(23)
    expect(await isKept(body.withdrawal.withdrawalId)).toBe(true)
    await here.forget(25)
    expect(await isKept(body.withdrawal.withdrawalId)).toBe(false)
    expect(await isKept(confirmed.withdrawalId)).toBe(true)
  })

  it('of some lines takes those; of more than there is what is left, then nothing', async () => {
    const here = await shopWith()
    const some = await here.withdraw({ ...typed, lines: [{ sku: 'MUG', quantity: 2 }] })
    expect(await here.outcome(some.withdrawalId)).toMatchObject({ returnId: 'ret_1_1' })
    const more = await here.withdraw({ ...typed, lines: [{ sku: 'MUG', quantity: 2 }] })
    expect((await here.returns.get('ret_1_2'))?.data.lines).toMatchObject([{ quantity: 1 }])
    expect(await here.outcome(more.withdrawalId)).toMatchObject({ kind: 'return' })
    const none = await here.withdraw({ ...typed, lines: [{ sku: 'MUG', quantity: 1 }] })
    expect(await here.outcome(none.withdrawalId)).toMatchObject({ kind: 'excluded' })
  })

  it('of some lines of an order that has not left waits until it has', async () => {
    const here = await shopWith({ status: 'processing', parcels: [] })
    const lines = [{ sku: 'MUG', quantity: 1 }]
    const { withdrawalId, answer } = await here.withdraw({ ...typed, lines })
    expect(answer.status).toBe(200)
    await here.sweep()
    expect(await here.outcome(withdrawalId)).toBeUndefined()
    expect((await here.orders.get('ord_1'))?.data.returns).toBeUndefined()
    const { parcels } = aDeliveredOrder()
    await here.orders.change(
      'ord_1',
      (order) => ({ ...order, status: 'shipped', parcels }) as typeof order,
    )
    await here.sweep()
    expect(await here.outcome(withdrawalId)).toMatchObject({ kind: 'return' })
  })

  it('after the period is acknowledged and left to staff', async () => {
    const arrived = { deliveredAt: '2026-11-01T10:00:00.000Z', shipmentId: 'shp_1', events: [] }
    const here = await shopWith({ parcels: [{ ...arrived, status: 'delivered' }] })
    const { answer, withdrawalId } = await here.withdraw()
    expect([answer.status, await here.outcome(withdrawalId)]).toEqual([
      ...[200, { kind: 'late', orderId: 'ord_1' }],
    ])
  })

  it('is declared twenty times an hour from one network at most', async () => {
    const here = await shopWith()
    for (let n = 0; n < 20; n++)
      expect((await here.ask('POST /api/withdrawals', typed)).status).toBe(201)
    expect((await here.ask('POST /api/withdrawals', typed)).body.code).toBe('rate_limited')
  })
})

describe('staff', () => {
  const staff = { as: 'usr_staff', roles: ['staff' as const] }
  type Item = { withdrawalId: string; orderNumber: string; outcome: object; attached?: object }
  const answerOf = async <T>(answer: Response | Promise<Response>) =>
    (await (await answer).json()) as T

  async function shopWithStray() {
    const here = await shopWith()
    const stray = await here.withdraw({ ...typed, orderNumber: 'CMD-0000-0001' })
    const list = async (query = '') =>
      (await answerOf<{ items: Item[] }>(here.send(`GET /api/withdrawals${query}`, staff))).items
    const attach = (orderId: string, withdrawalId = stray.withdrawalId) =>
      here.send(`POST /api/withdrawals/${withdrawalId}/attach`, { ...staff, body: { orderId } })
    return { ...here, stray, list, attach }
  }

  it('list withdrawals by what became of them, and no secret of them', async () => {
    const { list, withdraw, stray, ask } = await shopWithStray()
    const { withdrawalId } = await withdraw()
    await ask('POST /api/withdrawals', typed)
    expect((await list()).map((one) => one.withdrawalId).toSorted()).toEqual(
      [withdrawalId, stray.withdrawalId].toSorted(),
    )
    const [unmatched] = await list('?outcome=unmatched')
    expect(unmatched).toMatchObject({
      ...{ withdrawalId: stray.withdrawalId, orderNumber: 'CMD-0000-0001' },
      outcome: { kind: 'unmatched' },
    })
    expect(JSON.stringify(await list())).not.toContain('tokenHash')
    expect(await list('?outcome=return')).toHaveLength(1)
    expect(await list('?outcome=open')).toEqual([])
  })

  it('say which order a withdrawal means: it is a return by the moment of its confirmation, once', async () => {
    const { attach, list, orders, outcome, stray } = await shopWithStray()
    for (let times = 0; times < 2; times += 1) {
      const attached = await answerOf<Item>(attach('ord_1'))
      expect(attached).toMatchObject({
        outcome: { kind: 'return', orderId: 'ord_1', returnId: 'ret_1_1' },
        attached: { orderId: 'ord_1', by: 'usr_staff' },
      })
    }
    expect((await orders.get('ord_1'))?.data.returns).toHaveLength(1)
    expect(await outcome(stray.withdrawalId)).toMatchObject({ kind: 'return' })
    expect(await list('?outcome=unmatched')).toEqual([])
  })

  it('attach to orders that there are, and only what nothing came of; customers attach nothing', async () => {
    const { attach, send, stray, withdraw } = await shopWithStray()
    const unknown = await answerOf<Problem>(attach('ord_9'))
    expect([unknown.code, unknown.errors[0]?.field]).toEqual(['invalid_request', 'orderId'])
    const { withdrawalId } = await withdraw()
    const taken = await answerOf<Problem>(attach('ord_1', withdrawalId))
    expect(taken.code).toBe('transition_refused')
    expect((await attach('ord_1', 'wdr_99')).status).toBe(404)
    const path = `POST /api/withdrawals/${stray.withdrawalId}/attach`
    expect((await send(path, { body: { orderId: 'ord_1' } })).status).toBe(403)
    expect((await send('GET /api/withdrawals', { as: 'nobody' })).status).toBe(401)
  })

  it('attach against an answer that is older: what was found out before is not written', () => {
    const confirmed = {
      ...{ status: 'confirmed' as const, withdrawalId: 'wdr_1', name: 'C', orderNumber: number },
      ...{ email: 'c@example.com', locale: 'fr' as const, declaredAt: at, confirmedAt: at },
      tokenHash: 'hash',
    }
    const attached = { orderId: 'ord_1', at, by: 'usr_staff' }
    const after = attachTo({ ...confirmed, outcome: { kind: 'unmatched' } }, attached)
    expect(decide(after, { kind: 'unmatched' })).toBe(after)
    expect(decide(after, { kind: 'late', orderId: 'ord_1' })).toMatchObject({
      outcome: { kind: 'late' },
    })
  })
})
