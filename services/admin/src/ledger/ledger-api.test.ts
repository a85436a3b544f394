import { DisputeClosed, DisputeOpened, RefundSucceeded } from '@comptoir/contracts/payments/events'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Asked, createAdminApp } from '../../test/admin-app.ts'
import { createMoneyEvents } from '../../test/money-events.ts'
import { atelier } from '../../test/vendors.ts'

type Admin = ReturnType<typeof createAdminApp>
type Money = { amount: number; currency: string }
type Shown = { kind: string; amount: Money; sequence: number }
let admin: Admin
let events: ReturnType<typeof createMoneyEvents>
let vendorId: string
let path: string
const owner = { id: 'usr_camille' }
const eur = (amount: number) => ({ amount, currency: 'EUR' })

beforeEach(async () => {
  admin = createAdminApp()
  events = createMoneyEvents(admin)
  vendorId = await approvedVendor(owner)
  path = `/api/vendors/${vendorId}`
})

async function approvedVendor(as: { id: string }, change: object = {}): Promise<string> {
  const { body } = await admin.ask('POST /api/vendors', { as, body: { ...atelier, ...change } })
  for (const step of ['review', 'approve'])
    await admin.ask(`POST /api/vendors/${body.vendorId}/${step}`, {
      as: 'staff',
      body: step === 'approve' ? { commissionBps: 1_000 } : {},
    })
  return body.vendorId
}

const ledger = async (query = '', as: Asked['as'] = owner) =>
  (await admin.ask(`GET ${path}/ledger${query}`, { as })).body
const amounts = ({ items }: { items: Shown[] }) =>
  items.map(({ kind, amount }) => [kind, amount.amount])
const byStaff = (operation: string, body: object = {}, headers: Record<string, string> = {}) =>
  admin.ask(operation, { as: 'staff', body, headers })
const draft = () => byStaff(`POST ${path}/payouts`)

describe('the ledger of a vendor', () => {
  it('has the sales of orders that left, less commission, refunds and chargebacks, newest first', async () => {
    await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
    await events.giveBack('ord_1', 2_500)
    const fact = {
      ...{ orderId: 'ord_1', paymentIntentId: 'pi_1', disputeId: 'dp_1' },
      ...{ amount: eur(7_500), reason: 'fraudulent' },
    }
    await events.tell(DisputeOpened, fact, 5)
    const taken = await ledger()
    expect(taken.balance).toEqual(eur(0))
    await events.tell(DisputeClosed, { ...fact, outcome: 'won' }, 6)
    const page = await ledger()
    expect(amounts(page).toReversed()).toEqual([
      ...[
        ['sale', 10_000],
        ['commission', -1_000],
        ['refund', -2_500],
        ['commission', 250],
        ['dispute', -7_500],
        ['commission', 750],
        ['dispute', 7_500],
        ['commission', -750],
      ],
    ])
    expect(page.balance).toEqual(eur(6_750))
    expect(page.items[0]).toMatchObject({ sequence: 8, balance: eur(6_750), cause: 'dp_1' })
    expect(page.items.at(-1)).toMatchObject({ orderId: 'ord_1', orderNumber: 'C-ord_1' })
  })

  it('has nothing of money that was never for the vendor: of an exchange, of an edit that came to nothing', async () => {
    await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
    const dispute = {
      ...{ orderId: 'ord_1', paymentIntentId: 'pi_1_x1', disputeId: 'dp_1' },
      ...{ amount: eur(900), reason: 'fraudulent' },
    }
    await events.tell(DisputeOpened, dispute, 5)
    const refund = {
      ...{
        orderId: 'ord_1',
        paymentIntentId: 'pi_1_edit1',
        refundId: 'rf_1_edit1_0123456789abcdef',
      },
      ...{ amount: eur(1_500), reason: 'requested_by_customer', origin: 'staff' as const },
    }
    await events.tell(RefundSucceeded, { ...refund, uninvoiced: true }, 6)
    expect(amounts(await ledger())).toEqual([
      ['commission', -1_000],
      ['sale', 10_000],
    ])
  })

  it('has each entry once, however often events come', async () => {
    for (let times = 0; times < 3; times += 1) {
      await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
      await events.giveBack('ord_1', 1_000)
    }
    const page = await ledger()
    expect(amounts(page)).toHaveLength(4)
    expect(page.balance).toEqual(eur(8_100))
  })

  it('is whole after a crash between its writes', async () => {
    const { create } = admin.ledgers.entries
    Object.assign(admin.ledgers.entries, { create: () => Promise.reject(new Error('killed')) })
    const sale = { orderId: 'ord_1', vendorId, gross: 10_000 }
    await expect(events.sell(sale)).rejects.toThrow('killed')
    Object.assign(admin.ledgers.entries, { create })
    await events.giveBack('ord_1', 10_000)
    const page = await ledger()
    expect(page.items.map(({ sequence }: Shown) => sequence)).toEqual([4, 3, 2, 1])
    expect(page.balance).toEqual(eur(0))
    await events.sell(sale)
    expect((await ledger()).items).toHaveLength(4)
  })

  it('is whole after a crash between a draft and its payout, when a sale comes next', async () => {
    await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
    const { upsert } = admin.ledgers.payouts
    Object.assign(admin.ledgers.payouts, { upsert: () => Promise.reject(new Error('killed')) })
    expect((await draft()).status).toBe(500)
    Object.assign(admin.ledgers.payouts, { upsert })
    await events.sell({ orderId: 'ord_2', vendorId, gross: 1_000 })
    const { items } = (await admin.ask(`GET ${path}/payouts`, { as: 'staff' })).body
    expect(items).toMatchObject([{ status: 'draft', amount: eur(9_000), period: { to: 2 } }])
    const page = await ledger()
    expect(page.items.map(({ sequence }: Shown) => sequence)).toEqual([4, 3, 2, 1])
    expect(page.balance).toEqual(eur(9_900))
    const paid = await byStaff(`POST ${path}/payouts/${items[0].payoutId}/pay`, { reference: 'A' })
    expect(paid).toMatchObject({ status: 200, body: { status: 'paid' } })
  })

  it('is the same when sales are entered at the same time', async () => {
    const orders = [...Array(12).keys()].map((n) => `ord_${n}`)
    await Promise.all(orders.map((orderId) => events.sell({ orderId, vendorId, gross: 100 })))
    const page = await ledger('?limit=50')
    const places = page.items.map(({ sequence }: Shown) => sequence)
    expect(places).toEqual([...Array(24).keys()].map((n) => 24 - n))
    expect(page.balance).toEqual(eur(12 * 90))
  })

  it('is put right by staff with a reason, once per key', async () => {
    const body = { amount: -500, reason: 'a label that we paid' }
    const adjust = (change: object = {}) =>
      byStaff(`POST ${path}/ledger`, { ...body, ...change }, { 'idempotency-key': 'key-00001' })
    const made = await adjust()
    expect(made).toMatchObject({
      ...{ status: 201, body: { kind: 'adjustment', amount: eur(-500), by: 'usr_staff' } },
    })
    expect((await adjust()).body).toEqual(made.body)
    expect(await adjust({ amount: -600 })).toMatchObject({ status: 422 })
    const page = await ledger()
    expect(page.items).toMatchObject([{ reason: 'a label that we paid' }])
    expect(JSON.stringify(page)).not.toContain('usr_staff')
    expect(await adjust({ amount: 0 })).toMatchObject({ status: 400 })
    const nobody = await byStaff('POST /api/vendors/ven_none/ledger', body, {
      'idempotency-key': 'key-00002',
    })
    expect(nobody.status).toBe(404)
  })

  it('is for its people and staff; to others it is not there', async () => {
    const worker = (of: string): Asked['as'] => ({ id: 'usr_kim', roles: ['vendor'], vendorId: of })
    await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
    await draft()
    const statusOf = async (operation: string, as: Asked['as']) =>
      (await admin.ask(operation, { as })).status
    const { items } = (await admin.ask(`GET ${path}/payouts`, { as: owner })).body
    const paths = [
      `${path}/ledger`,
      `${path}/payouts`,
      `${path}/payouts/${items[0].payoutId}`,
      `${path}/ledger?payoutId=${items[0].payoutId}`,
    ]
    for (const one of paths) {
      for (const as of [owner, worker(vendorId), 'staff'] as const)
        expect(await statusOf(`GET ${one}`, as), one).toBe(200)
      for (const as of [worker('ven_other'), 'customer', 'support'] as const)
        expect(await statusOf(`GET ${one}`, as), one).toBe(404)
      expect(await statusOf(`GET ${one}`, undefined)).toBe(401)
    }
    const body = { amount: 1, reason: 'x' }
    const own = await admin.ask(`POST ${path}/ledger`, { as: owner, body })
    expect(own.status).toBe(403)
  })
})

describe('a payout to a vendor', () => {
  it('is drafted, paid by hand, and on the ledger; the next one has what is new', async () => {
    expect((await draft()).status).toBe(409)
    await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
    const drafted = await draft()
    expect(drafted).toMatchObject({ status: 201, body: { status: 'draft', amount: eur(9_000) } })
    expect((await draft()).body).toEqual(drafted.body)
    const one = `${path}/payouts/${drafted.body.payoutId}`
    await events.sell({ orderId: 'ord_2', vendorId, gross: 1_000 })
    expect(await draft()).toMatchObject({ status: 409, body: { code: 'transition_refused' } })

    const body = { reference: 'SEPA 2026-11-30', paidOn: '2026-11-29' }
    const paid = await byStaff(`POST ${one}/pay`, body)
    expect(paid).toMatchObject({ status: 200, body: { status: 'paid', ...body } })
    expect((await byStaff(`POST ${one}/pay`, body)).body).toEqual(paid.body)
    expect((await admin.ask(`GET ${one}`, { as: owner })).body).toEqual(paid.body)
    const page = await ledger()
    expect(page.items[0]).toMatchObject({ kind: 'payout', amount: eur(-9_000) })
    expect(page.balance).toEqual(eur(900))
    expect((await draft()).body).toMatchObject({ number: 2, amount: eur(900), period: { from: 3 } })
    const period = await ledger(`?payoutId=${drafted.body.payoutId}`)
    expect(amounts(period)).toEqual([
      ['commission', -1_000],
      ['sale', 10_000],
    ])
    const told = admin.store.published.filter(({ type }) => type.includes('payout-paid'))
    expect(told.map(({ data }) => data)).toEqual([
      { vendorId, payoutId: drafted.body.payoutId, amount: eur(9_000), reference: body.reference },
    ])
  })

  it('is cancelled while it is a draft, and comes back by a counter-entry after it was paid', async () => {
    await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
    const reason = { reason: 'a test' }
    const first = `${path}/payouts/${(await draft()).body.payoutId}`
    expect(await byStaff(`POST ${first}/reverse`, reason)).toMatchObject({ status: 409 })
    const cancelled = await byStaff(`POST ${first}/cancel`, reason)
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    const second = `${path}/payouts/${(await draft()).body.payoutId}`
    await byStaff(`POST ${second}/pay`, { reference: 'SEPA 1' })
    expect(await byStaff(`POST ${second}/cancel`, reason)).toMatchObject({ status: 409 })
    const back = await byStaff(`POST ${second}/reverse`, reason)
    expect(back).toMatchObject({ status: 200, body: { status: 'reversed', reason: 'a test' } })
    const page = await ledger()
    expect(amounts(page).slice(0, 2)).toEqual([
      ['payout_reversal', 9_000],
      ['payout', -9_000],
    ])
    expect(page.balance).toEqual(eur(9_000))
    const { items } = (await admin.ask(`GET ${path}/payouts`, { as: 'staff' })).body
    expect(items.map(({ status }: { status: string }) => status).toSorted()).toEqual([
      ...['cancelled', 'reversed'],
    ])
  })

  it('is noted though money went back meanwhile: the transfer was made, and later sales cover it', async () => {
    await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
    const one = `${path}/payouts/${(await draft()).body.payoutId}`
    await events.giveBack('ord_1', 10_000)
    expect(await byStaff(`POST ${one}/pay`, { reference: 'SEPA 1' })).toMatchObject({ status: 200 })
    expect((await ledger()).balance).toEqual(eur(-9_000))
    await events.sell({ orderId: 'ord_2', vendorId, gross: 10_000 })
    expect((await ledger()).balance).toEqual(eur(0))
  })

  it('of another vendor is not decided by this one’s path', async () => {
    await events.sell({ orderId: 'ord_1', vendorId, gross: 10_000 })
    const { payoutId } = (await draft()).body
    const company = { siret: '73282932000074', vatId: undefined }
    const other = await approvedVendor({ id: 'usr_alex' }, company)
    const body = { reference: 'SEPA 1' }
    const wrong = await byStaff(`POST /api/vendors/${other}/payouts/${payoutId}/pay`, body)
    expect(wrong.status).toBe(404)
    const own = await byStaff(`POST ${path}/payouts/${payoutId}/pay`, body)
    expect([other.slice(0, 4), own.status]).toEqual(['ven_', 200])
  })
})
