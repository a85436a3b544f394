import { lookUp } from '@comptoir/contracts/look-up'

/** How far a confirmed order is; it only goes on. */
export const stages = [
  ...(['confirmed', 'partially_shipped', 'shipped', 'delivered', 'cancelled'] as const),
] as const
export type Stage = (typeof stages)[number]

/** An amount in minor units with the time at which it moved. */
type Moved = { readonly at: string; readonly gross: number }

/**
 * What the dashboard keeps of an order: facts of its events, each under an id of its own. Whatever comes twice or in another order
 * leaves the same facts, and no figure is counted up or down: they are made of these.
 */
export type SalesFacts = {
  readonly orderId: string
  readonly stage?: Stage | undefined
  /** As it was confirmed. */
  readonly sale?: (Moved & { readonly net: number; readonly currency: string }) | undefined
  /** The last day on which it was promised to arrive. */
  readonly promisedFor?: string | undefined
  /** Edits that cost more, by id. */
  readonly edits: Readonly<Record<string, Moved>>
  readonly refunds: Readonly<Record<string, Refund>>
  /** What was paid afterwards for held money that the provider let go, by payment intent. */
  readonly dues?: Readonly<Record<string, Moved>> | undefined
  /** Held money that the provider let go, by payment intent. */
  readonly voids: Readonly<Record<string, { readonly at: string }>>
  /** Attempts to pay that were refused, by payment intent and number. */
  readonly refusals: Readonly<Record<string, { readonly at: string }>>
  /** When a fact was added last. */
  readonly changedAt: string
}
type Refund = {
  readonly amount: number
  readonly succeededAt?: string | undefined
  /** The money did not go back after all. */
  readonly failedAt?: string | undefined
}

/** A fact of an event. */
export type SalesFact =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | {
      readonly kind: 'sale'
      readonly sale: NonNullable<SalesFacts['sale']>
      readonly promisedFor?: string | undefined
    }
  | ({ readonly kind: 'edit' | 'due'; readonly id: string } & Moved)
  | {
      readonly kind: 'refunded' | 'refund_failed'
      readonly id: string
      readonly amount: number
      readonly at: string
    }
  | { readonly kind: 'void' | 'refusal'; readonly id: string; readonly at: string }

const nothing = (orderId: string, changedAt: string): SalesFacts => ({
  ...{ orderId, changedAt, edits: {}, refunds: {}, voids: {}, refusals: {} },
})

/** Adds a fact to what is known of an order; nothing when it is known. */
export function addFact(
  known: SalesFacts | undefined,
  fact: SalesFact,
  { orderId, now }: { readonly orderId: string; readonly now: string },
): SalesFacts | undefined {
  const before = known ?? nothing(orderId, now)
  const next = withFact(before, fact)
  return next === before ? undefined : { ...next, changedAt: now }
}

function withFact(facts: SalesFacts, fact: SalesFact): SalesFacts {
  switch (fact.kind) {
    case 'stage':
      return atStage(facts, fact.stage)
    case 'sale': {
      const { sale, promisedFor } = fact
      const next = facts.sale ? facts : { ...facts, sale, ...(promisedFor && { promisedFor }) }
      return atStage(next, 'confirmed')
    }
    case 'edit':
      return withMoved(facts, 'edits', fact)
    case 'due':
      return withMoved(facts, 'dues', fact)
    case 'refunded':
    case 'refund_failed':
      return withRefund(facts, fact)
    case 'void':
      return withTime(facts, 'voids', fact)
    case 'refusal':
      return withTime(facts, 'refusals', fact)
  }
}

const rank = (stage: Stage | undefined): number => (stage ? stages.indexOf(stage) : -1)

const atStage = (facts: SalesFacts, stage: Stage): SalesFacts =>
  rank(stage) > rank(facts.stage) ? { ...facts, stage } : facts

/** Each moves its amount once. */
function withMoved(
  facts: SalesFacts,
  field: 'edits' | 'dues',
  { id, at, gross }: { readonly id: string } & Moved,
): SalesFacts {
  const known = facts[field] ?? {}
  return lookUp(known, id) ? facts : { ...facts, [field]: { ...known, [id]: { at, gross } } }
}

/** Of one refund the last success and the last failure count. */
function withRefund(
  facts: SalesFacts,
  { kind, id, amount, at }: Extract<SalesFact, { kind: 'refunded' | 'refund_failed' }>,
): SalesFacts {
  const before: Refund = lookUp(facts.refunds, id) ?? { amount }
  const field = kind === 'refunded' ? 'succeededAt' : 'failedAt'
  if ((before[field] ?? '') >= at) return facts
  return { ...facts, refunds: { ...facts.refunds, [id]: { ...before, [field]: at } } }
}

/** The first time counts. */
function withTime(
  facts: SalesFacts,
  field: 'voids' | 'refusals',
  { id, at }: { readonly id: string; readonly at: string },
): SalesFacts {
  const before = lookUp(facts[field], id)
  if (before && before.at <= at) return facts
  return { ...facts, [field]: { ...facts[field], [id]: { at } } }
}

/** Whether something of the order has still to leave. */
export const isToPrepare = ({ stage }: SalesFacts): boolean =>
  stage === 'confirmed' || stage === 'partially_shipped'

/** Whether the order has still to arrive: it was confirmed, and neither arrived nor was cancelled. */
export const isOnItsWay = ({ stage }: SalesFacts): boolean =>
  stage !== undefined && stage !== 'delivered' && stage !== 'cancelled'
