/** What a payer chose on the approval page, beyond yes: only with test cases on. */
export const payerCases = [
  'declined',
  'pending',
  'denied_later',
  'refund_pending',
  'refund_fails',
  'webhooks_twice',
  'webhooks_late',
  'no_webhooks',
] as const
export type PayerCase = (typeof payerCases)[number]

/** All amounts are in the smallest unit of their currency that PayPal has. */
export type OrderRecord = {
  readonly id: string
  readonly intent: 'CAPTURE' | 'AUTHORIZE'
  readonly status: 'CREATED' | 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED'
  readonly amount: number
  readonly currency: string
  readonly referenceId: string
  readonly customId?: string | undefined
  readonly invoiceId?: string | undefined
  readonly returnUrl?: string | undefined
  readonly cancelUrl?: string | undefined
  readonly withSource: boolean
  readonly payerCase?: PayerCase | undefined
  readonly created: number
  readonly updated: number
}

/** Something that happens later by itself, kept with its object so that a restart does not forget it. */
export type Due = { readonly at: number; readonly what: 'complete' | 'deny' | 'fail' | 'expire' }

export type AuthorizationRecord = {
  readonly id: string
  readonly orderId: string
  readonly status: 'CREATED' | 'CAPTURED' | 'PARTIALLY_CAPTURED' | 'VOIDED'
  readonly amount: number
  readonly created: number
  readonly expires: number
  readonly due?: Due | undefined
}

export type CaptureRecord = {
  readonly id: string
  readonly orderId: string
  readonly authorizationId?: string | undefined
  readonly status: 'COMPLETED' | 'PENDING' | 'DECLINED' | 'FAILED'
  readonly amount: number
  readonly fee: number
  readonly isFinal: boolean
  readonly created: number
  readonly due?: Due | undefined
}

export type RefundRecord = {
  readonly id: string
  readonly captureId: string
  readonly status: 'COMPLETED' | 'PENDING' | 'FAILED'
  readonly amount: number
  readonly customId?: string | undefined
  readonly created: number
  readonly due?: Due | undefined
}

export type DisputeRecord = {
  readonly id: string
  readonly captureId: string
  readonly status: 'WAITING_FOR_SELLER_RESPONSE' | 'UNDER_REVIEW' | 'RESOLVED'
  readonly outcome?: 'RESOLVED_BUYER_FAVOUR' | 'RESOLVED_SELLER_FAVOUR' | undefined
  readonly reason: string
  readonly amount: number
  readonly created: number
  /** Until when the shop may answer. */
  readonly sellerDue: number
  /** What it answered. */
  readonly notes?: string | undefined
}

export type Delivery = 'none' | 'once' | 'twice' | 'late'

export type EventRecord = {
  readonly id: string
  readonly type: string
  readonly resourceType: string
  readonly summary: string
  /** As the object was when it happened. */
  readonly resource: unknown
  readonly created: number
  readonly delivery: Delivery
}

/** A movement of money: what the ledger and the transaction report are made of. */
export type Entry = {
  readonly id: string
  readonly kind: 'charge' | 'refund' | 'refund_reversal' | 'dispute' | 'dispute_reversal'
  readonly amount: number
  /** What PayPal keeps; only of captures. */
  readonly fee: number
  readonly currency: string
  readonly at: number
  readonly reference: string
  readonly customId?: string | undefined
}

/** The answer that a `PayPal-Request-Id` had. */
export type KeyRecord = {
  readonly key: string
  readonly status: number
  readonly body: string
  readonly at: number
}

/** What one operation adds to the books: it is one line of the journal. */
export type Change = {
  readonly orders?: readonly OrderRecord[]
  readonly authorizations?: readonly AuthorizationRecord[]
  readonly captures?: readonly CaptureRecord[]
  readonly refunds?: readonly RefundRecord[]
  readonly disputes?: readonly DisputeRecord[]
  readonly events?: readonly EventRecord[]
  readonly entries?: readonly Entry[]
  readonly delivered?: readonly string[]
  readonly key?: KeyRecord
}

export type Books = ReturnType<typeof emptyBooks>

export const emptyBooks = () => ({
  orders: new Map<string, OrderRecord>(),
  authorizations: new Map<string, AuthorizationRecord>(),
  captures: new Map<string, CaptureRecord>(),
  refunds: new Map<string, RefundRecord>(),
  disputes: new Map<string, DisputeRecord>(),
  events: new Map<string, EventRecord>(),
  undelivered: new Set<string>(),
  entries: [] as Entry[],
  keys: new Map<string, KeyRecord>(),
})

const kinds = ['orders', 'authorizations', 'captures', 'refunds', 'disputes', 'events'] as const

export function applyChange(books: Books, change: Change): void {
  for (const kind of kinds) addAll(books[kind] as Map<string, unknown>, change[kind])
  const { events = [], delivered = [], entries = [], key } = change
  for (const { id } of events.filter(({ delivery }) => delivery !== 'none')) {
    books.undelivered.add(id)
  }
  for (const id of delivered) books.undelivered.delete(id)
  books.entries.push(...entries)
  if (key) books.keys.set(key.key, key)
}

function addAll(map: Map<string, unknown>, records: readonly { readonly id: string }[] = []): void {
  for (const record of records) map.set(record.id, record)
}

/** One change out of several that happen together, in order. */
export function merge(...changes: readonly Change[]): Change {
  return {
    orders: changes.flatMap(({ orders = [] }) => orders),
    authorizations: changes.flatMap(({ authorizations = [] }) => authorizations),
    captures: changes.flatMap(({ captures = [] }) => captures),
    refunds: changes.flatMap(({ refunds = [] }) => refunds),
    disputes: changes.flatMap(({ disputes = [] }) => disputes),
    events: changes.flatMap(({ events = [] }) => events),
    entries: changes.flatMap(({ entries = [] }) => entries),
  }
}

export const capturesOf = (books: Books, orderId: string): CaptureRecord[] =>
  [...books.captures.values()].filter((capture) => capture.orderId === orderId)

export const refundsOf = (books: Books, captureId: string): RefundRecord[] =>
  [...books.refunds.values()].filter((refund) => refund.captureId === captureId)

/** What of a capture is neither given back nor taken by a dispute that is open or lost. */
export function refundableOf(books: Books, capture: CaptureRecord): number {
  if (capture.status !== 'COMPLETED') return 0
  const back = refundsOf(books, capture.id).filter(({ status }) => status !== 'FAILED')
  const disputed = [...books.disputes.values()].filter(
    ({ captureId, outcome }) => captureId === capture.id && outcome !== 'RESOLVED_SELLER_FAVOUR',
  )
  return [...back, ...disputed].reduce((left, { amount }) => left - amount, capture.amount)
}
