import { lookUp } from '@comptoir/contracts/look-up'
import { confirmAt, methodOf } from './paying.ts'
import {
  among,
  type Body,
  failedStatuses,
  type Line,
  mustBeRefused,
  type Person,
  type Placed,
  read,
  type Walker,
} from './shop.ts'

const reasons = ['changed_mind', 'wrong_size', 'damaged', 'defective', 'late']

/** Some of the lines of an order, and some of each: now and then more than there is. */
function someOf({ random }: Walker, order: Body): Line[] {
  const chosen = order.lines.filter(() => random() < 0.6)
  const lines: Body[] = chosen.length > 0 ? chosen : order.lines
  return lines.map(({ sku, quantity }) => {
    const most = random() < 0.1 ? quantity + 1 : quantity
    return { sku, quantity: 1 + Math.floor(random() * most) }
  })
}

/** The shopper, or staff for them, wants to send something back. */
export async function requestReturn(walker: Walker): Promise<void> {
  const { shop, random, staff, newKey } = walker
  const placed = among(walker, walker.orders)
  const order = await read(walker, placed)
  if (!order) return
  const as = random() < 0.8 ? placed.owner : staff
  const isExchanged = random() < 0.3
  const lines = someOf(walker, order).map((line) => ({
    ...{ ...line, reason: among(walker, reasons) },
    ...(isExchanged && { exchangeFor: among(walker, walker.variantsOf(line.sku)) }),
  }))
  const headers = { 'idempotency-key': newKey() }
  const operation = `POST /api/orders/${placed.orderId}/returns`
  const answer = await shop.send(operation, { as, body: { lines }, headers })
  if (failedStatuses.includes(order.status))
    mustBeRefused(walker, `${operation}: it is ${order.status}`, answer)
  if (random() < 0.2) await shop.send(operation, { as, body: { lines }, headers })
}

type Step = {
  readonly by: 'customer' | 'staff'
  readonly from: readonly string[]
  readonly bodyOf?: (walker: Walker, ret: Body) => object
}

/** What can be done with a return, by whom, and in which statuses. */
const steps: Readonly<Record<string, Step>> = {
  approve: { by: 'staff', from: ['requested'] },
  refuse: { by: 'staff', from: ['requested'], bodyOf: () => ({ reason: 'worn' }) },
  cancel: { by: 'customer', from: ['requested', 'approved'] },
  label: { by: 'customer', from: ['approved'], bodyOf: () => ({}) },
  sent: {
    ...{ by: 'customer', from: ['approved'] },
    bodyOf: () => ({ carrier: 'La Poste', trackingNumber: '6A1' }),
  },
  receive: { by: 'staff', from: ['approved', 'in_transit'], bodyOf: arrivedOf },
  inspect: { by: 'staff', from: ['received'], bodyOf: judgedOf },
  refund: { by: 'staff', from: ['inspected'] },
  'decline-exchange': { by: 'customer', from: ['inspected'] },
}
/** What a return passes once, and never again. */
const laterThan: Readonly<Record<string, readonly string[]>> = {
  refuse: ['received', 'inspected', 'refunded', 'closed', 'cancelled'],
  cancel: ['received', 'inspected', 'refunded', 'closed', 'refused'],
  receive: ['refused', 'cancelled', 'expired', 'refunded', 'closed'],
  inspect: ['refused', 'cancelled', 'expired', 'refunded', 'closed'],
  refund: ['refused', 'cancelled', 'expired', 'refunded', 'closed'],
}

/** Dearer goods wait to be paid for. */
const isToPay = ({ exchange }: Body): boolean => exchange?.status === 'awaiting_payment'

/** A customer pays what an exchange costs more, with any card or PayPal, now and then twice. */
export async function payForExchange(walker: Walker): Promise<void> {
  const waits = (await returnsOf(walker)).filter(isToPay)
  if (waits.length > 0) await payFor(walker, among<Body>(walker, waits))
}

export async function payFor(walker: Walker, { orderId, exchange }: Body): Promise<void> {
  const { shop, random, orders, newKey, staff } = walker
  const as = orders.find((one) => one.orderId === orderId)?.owner ?? staff
  const operation = `POST /api/payment-intents/${exchange.paymentIntentId}/attempts`
  const body = { paymentMethod: methodOf(walker) }
  const request = { as, body, headers: { 'idempotency-key': newKey() } }
  const answer = await shop.send(operation, request)
  if (random() < 0.2) await shop.send(operation, request)
  if (answer.body?.actionUrl) await confirmAt(walker, answer.body.actionUrl)
}

/** All of it, or less, as happens when a parcel is lost. */
function arrivedOf({ random }: Walker, { lines }: Body): object {
  if (random() < 0.7) return {}
  return {
    lines: lines.map(({ sku, quantity }: Body) => ({
      ...{ sku, quantity: Math.floor(random() * (quantity + 1)) },
    })),
  }
}

/** Of each unit whether it goes on sale again, is written off, or refused. */
function judgedOf({ random }: Walker, { receipt, lines }: Body): object {
  const arrived: Body[] = receipt?.lines ?? lines
  return {
    lines: arrived.map(({ sku, quantity }) => {
      const restock = Math.floor(random() * (quantity + 1))
      const scrap = Math.floor(random() * (quantity - restock + 1))
      return { sku, restock, scrap, refuse: quantity - restock - scrap }
    }),
  }
}

async function returnsOf({ shop, staff }: Walker): Promise<Body[]> {
  const { body } = await shop.send('GET /api/returns?limit=100', { as: staff })
  return body?.items ?? []
}

/** A return goes on, mostly as it should; now and then somebody does what is not their turn. */
export async function goOnWithReturn(walker: Walker): Promise<void> {
  const { random } = walker
  const found = await returnsOf(walker)
  if (found.length === 0) return
  const ret = among<Body>(walker, found)
  const fitting = Object.keys(steps).filter((name) =>
    lookUp(steps, name)?.from.includes(ret.status),
  )
  const isRight = fitting.length > 0 && random() < 0.85
  await takeStep(walker, ret, among(walker, isRight ? fitting : Object.keys(steps)))
}

async function takeStep(walker: Walker, ret: Body, name: string): Promise<void> {
  const { shop, random, orders, staff } = walker
  const { by, bodyOf } = lookUp(steps, name) as Step
  const placed = orders.find(({ orderId }) => orderId === ret.orderId)
  const as: Person = (by === 'customer' && placed?.owner) || staff
  const operation = `POST /api/returns/${ret.returnId}/${name}`
  const request = bodyOf ? { as, body: bodyOf(walker, ret) } : { as }
  const answer = await shop.send(operation, request)
  if (lookUp(laterThan, name)?.includes(ret.status))
    mustBeRefused(walker, `${operation}: it is ${ret.status}`, answer)
  if (random() < 0.2) await shop.send(operation, request)
}

const next: Readonly<Record<string, string>> = {
  requested: 'approve',
  approved: 'receive',
  in_transit: 'receive',
  received: 'inspect',
}

/** Nothing of a return waits for a person: each takes its next step, and a refund that failed is made again. */
export async function endReturns(walker: Walker): Promise<void> {
  for (const ret of await returnsOf(walker)) {
    if (isToPay(ret) && walker.random() < 0.5) await payFor(walker, ret)
    const name = nextOf(ret)
    if (name) await takeStep(walker, ret, name)
  }
}

function nextOf(ret: Body): string | undefined {
  if (isToPay(ret)) return 'decline-exchange'
  const isStuck = ret.status === 'inspected' && ret.refund?.status === 'failed'
  return isStuck ? 'refund' : lookUp(next, ret.status)
}

/** A consumer withdraws, in two steps and without an account: all of it or some lines; confirmed, or forgotten. */
export async function withdraw(walker: Walker): Promise<void> {
  const { shop, random, withdrawn } = walker
  const placed = among(walker, walker.orders)
  const { orderId, number, email } = placed
  const lines = random() < 0.4 ? await linesOf(walker, placed) : undefined
  const body = {
    ...{ name: 'Camille Durand', ...(lines && { lines }) },
    orderNumber: random() < 0.9 ? number : 'CMD-0000-0000',
    email: random() < 0.9 ? email : 'somebody.else@example.com',
  }
  const declared = await shop.send('POST /api/withdrawals', { body })
  if (declared.status !== 201 || random() < 0.1) return
  const isConfirmed = await confirmWithdrawal(walker, declared.body)
  const isOwn = body.orderNumber === number && body.email === email
  if (isConfirmed && isOwn) withdrawn.push({ orderId, ...(lines && { lines }) })
}

async function linesOf(walker: Walker, placed: Placed): Promise<Line[] | undefined> {
  const order = await read(walker, placed)
  return order && someOf(walker, order)
}

/** The second step: with its token, now and then twice; without it, it is refused. */
async function confirmWithdrawal(walker: Walker, { withdrawal, confirmationToken }: Body) {
  const { shop, random } = walker
  const operation = `POST /api/withdrawals/${withdrawal.withdrawalId}/confirm`
  if (random() < 0.2) {
    const answer = await shop.send(operation, { body: { confirmationToken: 'another' } })
    mustBeRefused(walker, `${operation}: a wrong token`, answer)
  }
  const { status } = await shop.send(operation, { body: { confirmationToken } })
  if (random() < 0.2) await shop.send(operation, { body: { confirmationToken } })
  return status === 200
}
