import { type Redemption, RedemptionOutcome } from '@comptoir/contracts/promotions/internal-routes'
import type { NotApplied } from '@comptoir/contracts/promotions/schemas'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { RedemptionRecord } from './redemption.ts'
import { createScripts } from './scripts.ts'
import { type Reached, reachedOf, type UseLimits } from './use-limits.ts'

/** What an order asks for: one use, the limits of its promotion now, and why it cannot be had at all. */
export type RequestedUse = Redemption & {
  readonly limits: UseLimits
  readonly refused?: NotApplied | undefined
}
type OrderUses = {
  readonly orderId: string
  readonly userId: string
  readonly uses: readonly RequestedUse[]
}

export type LimitedPromotion = {
  readonly promotionId: string
  readonly code?: string | undefined
  readonly limits: UseLimits
}

/** How often a promotion is used, and what it takes off, in minor units by currency. */
export type UseCounts = {
  /** Reserved and confirmed. */
  readonly uses: number
  readonly amounts: Readonly<Record<string, number>>
  readonly confirmed: number
  readonly confirmedAmounts: Readonly<Record<string, number>>
  /** Given back: of orders that were not paid in time, that were refused or cancelled. */
  readonly released: number
  readonly releasedAmounts: Readonly<Record<string, number>>
}

const Outcome = z.object({
  status: z.enum(['reserved', 'confirmed', 'released', 'refused', 'expired']),
  refusals: RedemptionOutcome.shape.refusals,
})

export type Redemptions = ReturnType<typeof createRedemptions>

/** Uses of promotions in Redis: one script per operation, so that each is serial, atomic, and holds all uses or none. */
export function createRedemptions(redis: Redis) {
  const run = createScripts(redis)

  async function decide(answer: Promise<unknown>): Promise<RedemptionOutcome> {
    const { status, refusals } = Outcome.parse(JSON.parse(String(await answer)))
    if (status === 'expired') throw new Error('a script answered for a reservation that ran out')
    return { status, ...(refusals && { refusals }) }
  }

  async function unsaved(limit: number): Promise<RedemptionRecord[]> {
    const texts = z.array(z.string()).parse(await run('unsaved', limit))
    return texts.map((text) => RedemptionRecord.parse(JSON.parse(text)))
  }

  return {
    /** Holds every use or none, for so many seconds. */
    reserve: (order: OrderUses & { readonly holdSeconds: number }) =>
      decide(run('reserve', ...written(order), Math.round(order.holdSeconds * 1_000))),
    /** Makes the uses final; held again when their time ran out: `confirmed` or `refused`, unless they were given back. */
    confirm: (order: OrderUses) => decide(run('confirm', ...written(order))),
    /** Gives the uses back, whatever they are. An unknown order leaves a mark that refuses a late reservation. */
    release: (orderId: string) => decide(run('release', orderId, '1')),
    /** Gives the uses back of an order that has any. */
    releaseKnown: (orderId: string) => decide(run('release', orderId, '')),
    async read(orderId: string): Promise<RedemptionRecord | undefined> {
      const text = String(await run('read', orderId))
      return text === '' ? undefined : RedemptionRecord.parse(JSON.parse(text))
    },
    /** Which limits are reached already, in the order asked: one trip for all of them. */
    async reached(
      userId: string | undefined,
      promotions: readonly LimitedPromotion[],
    ): Promise<Reached[]> {
      const asked = JSON.stringify(promotions.map(inShort))
      const counts = z.array(z.int()).parse(await run('reached', userId ?? '', asked))
      return promotions.map(({ limits }, n) => {
        const [uses = 0, spent = 0, byCustomer = 0, ofCode = 0] = counts.slice(n * 4, n * 4 + 4)
        return reachedOf(limits, { uses, spent, byCustomer, ofCode })
      })
    },
    /** In the order asked. */
    async counts(promotionIds: readonly string[]): Promise<UseCounts[]> {
      const found = await run('counts', JSON.stringify(promotionIds))
      return z.array(z.array(z.string())).parse(found).map(countsOf)
    },
    /** Gives back up to `limit` reservations whose time ran out; answers how many. */
    sweep: async (limit: number) => Number(await run('sweep', limit)),
    /** Records that are newer than their documents. */
    unsaved,
    saved: (orderId: string, version: number) => run('saved', orderId, version),
    /** Counts the uses of a record again that Redis has lost. */
    restore: (record: RedemptionRecord) => run('restore', JSON.stringify(record)),
    /** Takes a user out; what they used stays counted. */
    forget: (userId: string) => run('forget', userId),
  }
}

const inShort = ({ promotionId, code = '', limits: { budget } }: LimitedPromotion) => [
  ...[promotionId, budget?.currency ?? '', code],
]

function written({ orderId, userId, uses }: OrderUses) {
  const kept = uses.map(({ promotionId, code, amount }) => ({ promotionId, code, ...amount }))
  const terms = uses.map(({ limits, refused }) => ({ limits, refused }))
  return [orderId, userId, JSON.stringify(kept), JSON.stringify(terms)] as const
}

/** Fields as scripts count them: `uses`, `confirmed`, `amount:EUR`, `confirmedAmount:EUR`, … */
function countsOf(flat: readonly string[]): UseCounts {
  const fields = new Map<string, number>()
  for (let n = 0; n + 1 < flat.length; n += 2) fields.set(flat[n] ?? '', Number(flat[n + 1]))
  const byCurrency = (name: string) =>
    Object.fromEntries(
      [...fields].flatMap(([field, amount]) => {
        const [own, currency] = field.split(':')
        return own === name && currency !== undefined ? [[currency, amount]] : []
      }),
    )
  return {
    uses: fields.get('uses') ?? 0,
    amounts: byCurrency('amount'),
    confirmed: fields.get('confirmed') ?? 0,
    confirmedAmounts: byCurrency('confirmedAmount'),
    released: fields.get('released') ?? 0,
    releasedAmounts: byCurrency('releasedAmount'),
  }
}
