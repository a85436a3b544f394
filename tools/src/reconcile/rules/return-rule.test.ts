import { describe, expect, it } from 'vitest'
import { returnedBooks } from '../../../test/returned-books.ts'
import { totalsOf } from '../../../test/totals.ts'
import { reconcileBooks } from '../reconcile-books.ts'

type Loose = { [key: string]: unknown }
type Lists = { [list: string]: Loose[] }
const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const longAgo = '2026-11-01T10:00:00.000Z'

/** What is found once the books were tampered with. */
function found(tamper: (books: Lists) => unknown): string[] {
  const books = returnedBooks()
  tamper(books as never)
  const { discrepancies } = reconcileBooks(books, limits)
  return discrepancies.map(({ rule, subject, what }) => `${rule} ${subject}: ${what}`)
}

const change = (list: Loose[] | undefined, changes: Loose, at = 0) =>
  Object.assign(list?.[at] ?? {}, changes)
const orderIn = ({ orders }: Lists): Loose => orders?.find(({ number }) => number === 'r') ?? {}
const claimsIn = (books: Lists) => orderIn(books)['returns'] as Loose[]
const paymentIn = ({ payments }: Lists) => payments?.find(({ id }) => id === 'pi_r') ?? {}
const cupsIn = ({ stock }: Lists) => stock?.at(-1) as { item: Loose; movements: Loose[] }

describe('the books of returns', () => {
  it('agree over a withdrawal that was taken in, refunded and credited', () => {
    expect(found(() => undefined)).toEqual([])
  })

  it('disagree when an order and its returns do not name each other', () => {
    expect(found(({ returns }) => returns?.pop())).toContain(
      'returns ord_r: its return ret_r_2 is not there',
    )
    expect(found((books) => claimsIn(books).pop())).toContain(
      'returns ord_r: does not name its return ret_r_2',
    )
    expect(found(({ returns }) => change(returns, { orderId: 'ord_z' }, 1))).toContain(
      'returns ret_r_2: belongs to no order',
    )
  })

  it('disagree when the order holds other quantities than came back, or as something else', () => {
    expect(found((books) => change(claimsIn(books), { status: 'open' }))).toContain(
      'returns ord_r: ret_r_1 is closed, but the order holds it as open',
    )
    expect(found((books) => change(claimsIn(books), { kind: 'return' }))).toContain(
      'returns ord_r: ret_r_1 is a withdrawal, the order says return',
    )
    const more = (books: Lists) => change(claimsIn(books), { lines: [{ sku: 'CUP', quantity: 3 }] })
    expect(found(more)).toEqual(['returns ord_r: ret_r_1 has 2 of CUP, the order holds 3'])
  })

  it('disagree when more comes back than was bought', () => {
    const both = (books: Lists) => {
      const lines = [{ sku: 'CUP', quantity: 2 }]
      change(claimsIn(books), { status: 'open', lines }, 1)
      change(books['returns'], { status: 'approved', lines }, 1)
    }
    expect(found(both)).toEqual(['returns ord_r: 4 of CUP come back, 3 were bought'])
  })

  it('disagree when goods went on the shelf twice, not at all, or before they were inspected', () => {
    const shelve = (quantity: number, reference: string) => (books: Lists) => {
      const { item, movements } = cupsIn(books)
      movements.push({ ...movements[2], quantity, reference })
      item['onHand'] = (item['onHand'] as number) + quantity
    }
    expect(found(shelve(1, 'ret_r_1'))).toEqual([
      'returns ord_r: ret_r_1 put 2 of CUP on the shelf, not 1',
    ])
    expect(found(shelve(-1, 'ret_r_1'))).toEqual([
      'returns ord_r: ret_r_1 put 0 of CUP on the shelf, not 1',
    ])
    expect(found(shelve(1, 'ret_r_2'))).toEqual([
      'returns ord_r: ret_r_2 put 1 of CUP on the shelf, not 0',
    ])
    expect(found(shelve(1, 'ret_r_9'))).toEqual([
      'returns ord_r: ret_r_9 put goods on the shelf, and is not there',
    ])
    expect(found(({ returns }) => change(returns, { restocked: undefined }))).toEqual([
      'returns ord_r: ret_r_1 says that 0 of CUP are on the shelf again',
    ])
  })

  it('disagree when the money that went back is another than the return says, or was none', () => {
    const refund = { refundId: 'rf_r_r1', amount: eur(1_666), status: 'succeeded' }
    expect(found(({ returns }) => change(returns, { refund }))).toContain(
      'returns ord_r: ret_r_1 gave 1666 back, payments knows of 1667',
    )
    expect(found((books) => Object.assign(paymentIn(books), { refunds: [] }))).toContain(
      'returns ord_r: ret_r_1 gave 1667 back, payments knows of 0',
    )
  })

  it('disagree when money went back for goods that nobody has inspected', () => {
    const early = (books: Lists) => {
      const refunds = paymentIn(books)['refunds'] as Loose[]
      refunds.push({ id: 'rf_r_r2', amount: eur(1), status: 'succeeded', origin: 'staff' })
    }
    expect(found(early)).toEqual(['returns ord_r: ret_r_2 is cancelled, and gave money back'])
  })

  it('disagree when a closed return has no credit note over what it gave back', () => {
    expect(found(({ creditNotes }) => creditNotes?.pop())).toContain(
      'returns ord_r: ret_r_1 gave 1667 back, credited are 0',
    )
    expect(found(({ returns }) => change(returns, { creditNote: undefined }))).toEqual([
      'returns ord_r: ret_r_1 is closed, and does not name its credit note',
    ])
  })

  it('disagree when all returns give back less than their goods cost, or more than goods and delivery', () => {
    const pay = (amount: number) => (books: Lists) => {
      const refund = { refundId: 'rf_r_r1', amount: eur(amount), status: 'succeeded' }
      change(books['returns'], { refund })
      change(paymentIn(books)['refunds'] as Loose[], { amount: eur(amount) })
    }
    expect(found(pay(1_666))).toContain(
      'returns ord_r: returns gave 1666 back, their goods are 1667',
    )
    // a bank had taken the money before
    const disputed = (books: Lists) => {
      pay(1_000)(books)
      Object.assign(paymentIn(books), { disputed: eur(667) })
    }
    expect(found(disputed).filter((one) => one.includes('their goods'))).toEqual([])
    expect(found(pay(2_168))).toContain(
      'returns ord_r: returns gave 2168 back, their goods and the delivery are 2167',
    )
    expect(found(pay(2_167)).filter((one) => one.includes('returns gave'))).toEqual([])
  })

  it('agree when a customer paid for the label, and disagree about labels that are of no shipment', () => {
    const label = { shipmentId: 'shp_r_ret1', status: 'used', paidBy: 'customer', price: eur(490) }
    const lines = [{ sku: 'CUP', quantity: 2 }]
    const shipment = { shipmentId: 'shp_r_ret1', orderId: 'ord_r', purpose: 'return', lines }
    const withLabel = (changes: Loose, shipped?: Loose) => (books: Lists) => {
      const refund = { refundId: 'rf_r_r1', amount: eur(1_177), status: 'succeeded' }
      change(books['returns'], { refund, label: { ...label, ...changes } })
      change(paymentIn(books)['refunds'] as Loose[], { amount: eur(1_177) })
      Object.assign(paymentIn(books), { refunded: eur(1_177) })
      const line = { kind: 'refund', paymentIntentId: 'pi_r', amount: 1_177, currency: 'EUR' }
      books['ledger']?.splice(-1, 1, line)
      books['creditNotes']?.splice(-1, 1, {
        ...books['creditNotes'].at(-1),
        totals: totalsOf(1_177),
      })
      const travelling = { ...shipment, status: 'delivered', parcels: [], ...shipped }
      if (shipped) books['shipments']?.push(travelling)
    }
    expect(found(withLabel({}, {}))).toEqual([])
    expect(found(withLabel({}))).toEqual(['returns ord_r: the label of ret_r_1 is of no shipment'])
    expect(found(withLabel({}, { status: 'cancelled' }))).toEqual([
      'returns ord_r: the label of ret_r_1 is used, its shipment cancelled',
    ])
    expect(found(withLabel({}, { lines: [{ sku: 'CUP', quantity: 3 }] }))).toEqual([
      'returns ord_r: the label of ret_r_1 is for another quantity of CUP',
    ])
    expect(found(withLabel({ price: eur(489) }, {}))).toEqual([
      'returns ord_r: returns gave 1177 back, their goods are 1667 less 489 for labels',
    ])
  })

  it('are not judged while a return has just moved', () => {
    const moving = (books: Lists) => {
      change(claimsIn(books), { status: 'open' })
      change(books['returns'], { history: [{ at: '2026-11-21T10:09:59.000Z' }] })
    }
    expect(found(moving)).toEqual([])
  })
})

describe('a return that stands still', () => {
  it.for([
    [{ status: 'refunded' }, 'stuck ret_r_1: refunded for 600 s, and nothing follows'],
    [
      { status: 'inspected', refund: undefined },
      'stuck ret_r_1: inspected for 600 s, and nothing follows',
    ],
    [
      { status: 'approved', kind: 'return', approval: { dueAt: '2026-11-21T10:00:00.000Z' } },
      'stuck ret_r_1: was to be sent 600 s ago, and has not expired',
    ],
    [
      { status: 'received', requestedAt: longAgo },
      'stuck ret_r_1: withdrawn from 1728600 s ago, the goods are here and the money is not back',
    ],
  ] as const)('is named: %o', ([changes, what]) => {
    expect(found(({ returns }) => change(returns, changes))).toContain(what)
  })

  it('is none while its refund is on its way, or its customer has time to send it', () => {
    const stuck = (changes: Loose) =>
      found(({ returns }) => change(returns, changes)).filter((one) => one.startsWith('stuck'))
    const refund = { refundId: 'rf_r_r1', amount: eur(1_667), status: 'pending' }
    expect(stuck({ status: 'inspected', refund })).toEqual([])
    expect(stuck({ status: 'approved', kind: 'return' })).toEqual([])
  })
})

describe('a withdrawal', () => {
  const become = (outcome: Loose) => found(({ withdrawals }) => change(withdrawals, { outcome }))

  it('is named when nothing has become of it', () => {
    expect(become({ kind: 'open' })).toEqual([
      'returns wdr_1: confirmed 600 s ago, and nothing has become of it',
    ])
  })

  it('of some lines of an order that has not left waits for it', () => {
    const lines = [{ sku: 'CUP', quantity: 1 }]
    const waits = (status: string) =>
      found(({ withdrawals, orders }) => {
        // as the orders service reads it: O for 0
        const orderNumber = 'cmd oooo oooo'
        change(withdrawals, { outcome: { kind: 'open' }, lines, orderNumber })
        const last = orders?.length ? orders.length - 1 : 0
        change(orders, { status, number: 'CMD-0000-0000' }, last)
      }).filter((one) => one.startsWith('returns wdr_1'))
    expect([waits('processing'), waits('shipped').length]).toEqual([[], 1])
  })

  it('from goods that are on their way back waits for that return', () => {
    const orderNumber = 'CMD-0000-0000'
    const waits = (kind: string) =>
      found((books) => {
        change(books['withdrawals'], { outcome: { kind: 'open' }, orderNumber })
        change(claimsIn(books), { kind, status: 'open' })
        Object.assign(orderIn(books), { number: orderNumber })
      }).filter((one) => one.startsWith('returns wdr_1'))
    expect([waits('return'), waits('withdrawal').length]).toEqual([[], 1])
  })

  it('is named when it became a return that is none of it', () => {
    const wrong = { kind: 'return', orderId: 'ord_r', returnId: 'ret_r_2' }
    expect(become(wrong)).toEqual([
      'returns wdr_1: became ret_r_2, which is no withdrawal from ord_r',
    ])
    expect(become({ ...wrong, orderId: 'ord_a', returnId: 'ret_r_1' })).toHaveLength(1)
  })

  it('is named when it cancelled an order that goes on, or that nobody cancels', () => {
    expect(become({ kind: 'cancel', orderId: 'ord_a', isDone: true })).toEqual([
      'returns wdr_1: cancelled ord_a, which is delivered',
    ])
    expect(become({ kind: 'cancel', orderId: 'ord_a' })).toEqual([
      'returns wdr_1: is to cancel ord_a, which is delivered and asked nothing',
    ])
    expect(become({ kind: 'cancel', orderId: 'ord_z' })).toEqual([
      'returns wdr_1: cancelled ord_z, which is not there',
    ])
  })

  it('is left to staff when it matches no order or comes too late', () => {
    for (const kind of ['unmatched', 'late', 'excluded']) expect(become({ kind })).toEqual([])
  })
})
