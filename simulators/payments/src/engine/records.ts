import type Stripe from 'stripe'

/** Something that happens later by itself, kept with its object so that a restart does not forget it. */
export type Due = {
  readonly at: number
  readonly what: 'succeed' | 'fail' | 'dispute' | 'expire'
}

export type CardError = {
  readonly code: string
  readonly declineCode?: string | undefined
  readonly message: string
}

export type IntentRecord = {
  readonly id: string
  readonly amount: number
  readonly currency: string
  readonly status: Stripe.PaymentIntent.Status
  readonly created: number
  readonly clientSecret: string
  readonly metadata: Record<string, string>
  readonly paymentMethod?: string | undefined
  readonly returnUrl?: string | undefined
  readonly description?: string | undefined
  readonly lastError?: CardError | undefined
  readonly chargeId?: string | undefined
  readonly chargedAt?: number | undefined
  readonly canceledAt?: number | undefined
  readonly cancellationReason?: string | undefined
  /** Captured by hand (`capture_method: manual`): how long the bank holds the money. */
  readonly holdMs?: number | undefined
  /** Until when the held money can be captured. */
  readonly captureBefore?: number | undefined
  /** When less than the whole amount was captured. */
  readonly captured?: number | undefined
  readonly due?: Due | undefined
}

export type RefundRecord = {
  readonly id: string
  readonly intentId: string
  readonly chargeId: string
  readonly amount: number
  readonly currency: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly created: number
  readonly metadata: Record<string, string>
  readonly reason?: string | undefined
  readonly failureReason?: string | undefined
  readonly due?: Due | undefined
}

/** A cardholder's complaint to the bank; an inquiry (`warning_…`) moves no money. */
export type DisputeRecord = {
  readonly id: string
  readonly intentId: string
  readonly chargeId: string
  readonly amount: number
  readonly currency: string
  readonly status: Stripe.Dispute.Status
  readonly reason: string
  readonly created: number
  /** Until when evidence is taken; disputes of before have none. */
  readonly dueBy?: number | undefined
  readonly evidence?: Readonly<Record<string, string>> | undefined
}

/** Money that went to the shop's bank account: the movements of a currency up to entry number `until`. */
export type PayoutRecord = {
  readonly id: string
  readonly amount: number
  readonly currency: string
  readonly created: number
  /** Of the ledger's entries: from which, and before which. */
  readonly from: number
  readonly until: number
}

/** How a webhook of an event goes out: `late` leaves after the ones that follow it. */
export type Delivery = 'none' | 'once' | 'twice' | 'late'

export type EventRecord = {
  readonly id: string
  readonly type: string
  readonly created: number
  readonly delivery: Delivery
  readonly snapshot:
    | { readonly kind: 'intent'; readonly record: IntentRecord }
    | { readonly kind: 'refund'; readonly record: RefundRecord }
    | { readonly kind: 'dispute'; readonly record: DisputeRecord }
    | { readonly kind: 'charge'; readonly record: IntentRecord; readonly moved: ChargeState }
}

/** What happened to a charge after it succeeded. */
export type ChargeState = { readonly refunded: number; readonly disputed: boolean }

/** A movement of money: the ledger is the list of these, never changed, only added to. */
export type Entry = {
  readonly kind: 'charge' | 'refund' | 'refund_reversal' | 'dispute' | 'dispute_reversal'
  readonly at: number
  readonly intentId: string
  readonly refundId?: string | undefined
  readonly disputeId?: string | undefined
  readonly amount: number
  readonly currency: string
  readonly metadata: Record<string, string>
}

export type KeyRecord = {
  readonly key: string
  readonly fingerprint: string
  readonly status: number
  readonly body: string
  readonly at: number
}

/** One operation's whole effect: one line of the journal, so it is there entirely or not at all. */
export type Change = {
  readonly intents?: readonly IntentRecord[]
  readonly refunds?: readonly RefundRecord[]
  readonly disputes?: readonly DisputeRecord[]
  readonly events?: readonly EventRecord[]
  readonly entries?: readonly Entry[]
  readonly payouts?: readonly PayoutRecord[]
  readonly key?: KeyRecord
  readonly delivered?: readonly string[]
}

export type Books = {
  readonly intents: Map<string, IntentRecord>
  readonly refunds: Map<string, RefundRecord>
  readonly disputes: Map<string, DisputeRecord>
  readonly events: Map<string, EventRecord>
  readonly undelivered: Set<string>
  readonly entries: Entry[]
  readonly payouts: Map<string, PayoutRecord>
  readonly keys: Map<string, KeyRecord>
}

const keyLifeMs = 24 * 3_600_000
const eventLifeMs = 30 * 24 * 3_600_000

export function emptyBooks(): Books {
  return {
    intents: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    events: new Map(),
    undelivered: new Set(),
    entries: [],
    payouts: new Map(),
    keys: new Map(),
  }
}

/** Puts one operation's effect into the books. */
export function applyChange(books: Books, change: Change): void {
  const { events = [], entries = [], key } = change
  addAll(books.intents, change.intents)
  addAll(books.refunds, change.refunds)
  addAll(books.disputes, change.disputes)
  addAll(books.payouts, change.payouts)
  for (const event of events) {
    books.events.set(event.id, event)
    if (event.delivery !== 'none') books.undelivered.add(event.id)
  }
  for (const id of change.delivered ?? []) books.undelivered.delete(id)
  books.entries.push(...entries)
  if (key) books.keys.set(key.key, key)
}

function addAll<T extends { readonly id: string }>(
  map: Map<string, T>,
  records: readonly T[] = [],
) {
  for (const record of records) map.set(record.id, record)
}

/** Forgets idempotency keys after a day and events after thirty, as Stripe does. Maps keep insertion order. */
export function forgetOld(books: Books, now: number): void {
  for (const [id, key] of books.keys) {
    if (key.at > now - keyLifeMs) break
    books.keys.delete(id)
  }
  for (const [id, event] of books.events) {
    if (event.created > now - eventLifeMs) break
    books.events.delete(id)
    books.undelivered.delete(id)
  }
}

/** What can still be refunded of an intent; a refund that failed counts no more. */
export function refundableOf(books: Books, intent: IntentRecord): number {
  return receivedOf(intent) - stateOf(books, intent).refunded
}

/** What was taken of an intent. */
export const receivedOf = ({ status, captured, amount }: IntentRecord): number =>
  status === 'succeeded' ? (captured ?? amount) : 0

/** What happened to the charge of an intent so far. */
export function stateOf(books: Books, intent: IntentRecord): ChargeState {
  const kept = refundsOf(books, intent.id).filter((refund) => refund.status !== 'failed')
  return {
    refunded: kept.reduce((sum, refund) => sum + refund.amount, 0),
    disputed: disputesOf(books, intent.id).length > 0,
  }
}

export const refundsOf = (books: Books, intentId: string): RefundRecord[] =>
  [...books.refunds.values()].filter((refund) => refund.intentId === intentId)

export const disputesOf = (books: Books, intentId: string): DisputeRecord[] =>
  [...books.disputes.values()].filter((dispute) => dispute.intentId === intentId)
