import { returnIdOf } from '@comptoir/contracts/ids'
import type {
  ReturnExchange,
  ReturnKind,
  ReturnReason,
} from '@comptoir/contracts/orders/return-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Actor, note, type Order } from '../order/order.ts'
import { returnDaysOf } from '../order/promises.ts'
import { returnReasons } from './return-reasons.ts'
import { exclusionOf, withdrawalExclusions } from './withdrawal-exclusions.ts'

export type Claim = NonNullable<Order['returns']>[number]
export type Cause = Claim['cause']
export type AskedLine = {
  readonly sku: string
  readonly quantity: number
  readonly reason: ReturnReason
  readonly note?: string | undefined
  readonly exchange?: ReturnExchange | undefined
}
type Counted = { readonly sku: string; readonly quantity: number }

const dayMs = 86_400_000

export const quantityOf = (lines: readonly Counted[], sku: string): number =>
  lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0)

/** When the last parcel arrived; nothing while one is on its way. */
export function deliveredAtOf(order: Order): string | undefined {
  if (order.status !== 'delivered' && order.status !== 'completed') return undefined
  const arrivals = sentOf(order).flatMap(({ deliveredAt }) => deliveredAt ?? [])
  const entry = order.history.find(({ type }) => type === 'delivered')
  return arrivals.toSorted().at(-1) ?? entry?.at
}

/** How many of a line can come back: of a return what was delivered, of a withdrawal what was ordered, less what does already. */
export function returnableOf(order: Order, kind: ReturnKind, sku: string): number {
  const there = kind === 'withdrawal' ? quantityOf(order.lines, sku) : deliveredOf(order, sku)
  return Math.max(0, there - claimedOf(order, sku))
}

/** How many of a line have arrived: what is in the parcels that did, or all of it where orders did not know their parcels' lines. */
function deliveredOf(order: Order, sku: string): number {
  const bought = quantityOf(order.lines, sku)
  const sent = sentOf(order)
  if (sent.length === 0 || sent.some(({ lines }) => lines === undefined))
    return deliveredAtOf(order) === undefined ? 0 : bought
  const arrived = sent.filter(({ deliveredAt }) => deliveredAt !== undefined)
  return Math.min(
    bought,
    quantityOf(
      arrived.flatMap(({ lines = [] }) => lines),
      sku,
    ),
  )
}

const sentFor: readonly string[] = ['order', 'resend']
/** The parcels that brought what was ordered: not those on their way back. */
const sentOf = ({ parcels }: Pick<Order, 'parcels'>) =>
  parcels.filter(({ purpose = 'order' }) => sentFor.includes(purpose))

/** How many of a line come back or came back. */
export function claimedOf({ returns = [] }: Pick<Order, 'returns'>, sku: string): number {
  const claims = returns.filter(({ status }) => status !== 'ended')
  return claims.reduce((sum, { lines }) => sum + quantityOf(lines, sku), 0)
}

/** How many of a line returns hold that no withdrawal is of: they may be refused, or come to nothing. */
export function undecidedOf({ returns = [] }: Pick<Order, 'returns'>, sku: string): number {
  const open = returns.filter(({ kind, status }) => kind === 'return' && status === 'open')
  return claimedOf({ returns: open }, sku)
}

export type ReturnRequest = {
  readonly kind: ReturnKind
  readonly lines: readonly AskedLine[]
  readonly by: Actor
  readonly at: string
  /** The same key again is the same return. */
  readonly key: string
}

/**
 * Takes the quantities of a return from the order, under the next number: one write, so that no race returns more than was
 * delivered. Refused with the lines at fault, or when the return window is over: the one of today, `returnDays`, or the one that the
 * order was promised, if that is longer.
 */
export function claimReturn(order: Order, request: ReturnRequest, returnDays: number): Order {
  const { kind, at, key, by } = request
  const returns = order.returns ?? []
  const known = claimOf(order, key)
  if (known) return sameOrRefuse(order, known, request)
  if (kind === 'return') checkWindow(order, at, returnDays)
  const lines = sumLines(request.lines)
  checkExclusions(order, lines)
  checkQuantities(order, kind, lines)
  const claim: Claim = {
    returnId: returnIdOf(order.orderId, returns.length + 1),
    ...{ kind, cause: causeOf(kind, lines), status: 'open', requestedAt: at, key },
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    asked: { by, lines },
  }
  return { ...order, returns: [...returns, claim] }
}

export const claimOf = (order: Order, key: string): Claim | undefined =>
  order.returns?.find((claim) => claim.key === key)

function sameOrRefuse(order: Order, known: Claim, { lines }: ReturnRequest): Order {
  const asked = known.asked?.lines ?? known.lines
  const skus = [...lines, ...asked].map(({ sku }) => sku)
  const isSame = skus.every((sku) => quantityOf(lines, sku) === quantityOf(asked, sku))
  if (isSame || known.status !== 'open') return order
  throw refuse('idempotency_key_reused', 'the key was used for another return')
}

/** Lines of the same SKU are one; the first reason stands. They cannot be exchanged for different goods. */
function sumLines(asked: readonly AskedLine[]): AskedLine[] {
  const groups = Map.groupBy(asked, ({ sku }) => sku)
  const mixed = [...groups].filter(
    ([, lines]) => new Set(lines.map(({ exchange }) => exchange?.sku)).size > 1,
  )
  if (mixed.length > 0) {
    const message = `${mixed.map(([sku]) => sku).join(', ')}: exchanged for one variant or not at all`
    const errors = [{ field: 'lines.exchangeFor', code: 'mixed', message }]
    throw refuse('invalid_request', message, { errors })
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, quantity: quantityOf([first, ...others], first.sku) }] : [],
  )
}

function checkWindow(order: Order, at: string, returnDays: number): void {
  const deliveredAt = deliveredAtOf(order)
  if (!deliveredAt && order.status === 'partially_delivered') return
  if (!deliveredAt) throw refuse('transition_refused', `the order is ${order.status}`)
  const days = returnDaysOf(order, returnDays)
  const until = new Date(Date.parse(deliveredAt) + days * dayMs).toISOString()
  if (at > until) throw refuse('transition_refused', `returns were possible until ${until}`)
}

function checkQuantities(order: Order, kind: ReturnKind, lines: readonly Counted[]): void {
  const errors = lines.flatMap(({ sku, quantity }) => {
    const left = returnableOf(order, kind, sku)
    if (quantity <= left) return []
    return [{ field: 'lines', code: 'too_many', message: `${left} of ${sku} can be returned` }]
  })
  if (errors.length > 0) throw refuse('invalid_request', 'not so much can be returned', { errors })
}

/** Refuses lines that the law excludes, with its reason in both languages. */
function checkExclusions(order: Order, lines: readonly AskedLine[]): void {
  const exclusions = lines.flatMap(({ sku, reason }) => {
    const line = order.lines.find((one) => one.sku === sku)
    const exclusion = line && exclusionOf(line, reason)
    return exclusion ? [{ sku, exclusion, reason: withdrawalExclusions[exclusion].label }] : []
  })
  if (exclusions.length === 0) return
  const errors = exclusions.map(({ sku, reason: { fr, en } }) => ({
    ...{ field: 'lines', code: 'excluded', message: `${sku}: ${order.locale === 'fr' ? fr : en}` },
  }))
  const detail = errors.map(({ message }) => message).join(' ')
  throw refuse('invalid_request', detail, { errors, extensions: { exclusions } })
}

/** What goods come back for, from the reasons of their lines. */
export function causeOf(
  kind: ReturnKind,
  lines: readonly { readonly reason: ReturnReason }[],
): Cause {
  if (kind === 'withdrawal') return 'withdrawal'
  return lines.every(({ reason }) => returnReasons[reason].shopFault) ? 'shop_fault' : 'choice'
}

/** Its saga has begun: the document of the return is there. */
export function noteReturn(order: Order, returnId: string, at: string): Order {
  const claim = order.returns?.find((one) => one.returnId === returnId)
  if (!claim?.asked) return order
  const { asked, ...begun } = claim
  const line = { type: 'return_requested', at, by: asked.by, detail: returnId }
  return note(withClaim(order, begun), line)
}

/** The goods stay with their customer, or nothing came of the return: its quantities can be returned again. */
export function releaseClaim(order: Order, returnId: string, at: string): Order {
  const claim = order.returns?.find((one) => one.returnId === returnId)
  if (claim?.status !== 'open') return order
  const { asked: _asked, ...rest } = claim
  const line = { type: 'return_ended', at, detail: returnId }
  return note(withClaim(order, { ...rest, status: 'ended' }), line)
}

export const withClaim = (order: Order, claim: Claim): Order => ({
  ...order,
  returns: order.returns?.map((one) => (one.returnId === claim.returnId ? claim : one)),
})

/** Whether all of the order came back, or some of it. */
export function returnedPartOf({ lines, returns = [] }: Order): 'none' | 'some' | 'all' {
  const back = returns.flatMap((one) => (one.status === 'done' ? (one.accepted ?? []) : []))
  if (back.length === 0) return 'none'
  const isWhole = lines.every(({ sku }) => quantityOf(back, sku) >= quantityOf(lines, sku))
  return isWhole ? 'all' : 'some'
}
