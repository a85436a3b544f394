import type { Money } from '@comptoir/contracts/common'
import {
  confirmRedemptions,
  type Redemption,
  releaseRedemptions,
  reserveRedemptions,
} from '@comptoir/contracts/promotions/internal-routes'
import {
  lookUpRedemptions,
  readPromotionStatistics,
} from '@comptoir/contracts/promotions/redemption-routes'
import type { PromotionLimits } from '@comptoir/contracts/promotions/schemas'
import type { ServiceApp } from '@comptoir/service/app'
import { createCounter } from '@comptoir/service/observability/metrics'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { saveNow } from '../redemption/document-saving.ts'
import type { UseCounts } from '../redemption/redemption-store.ts'
import { termsOf } from '../redemption/use-terms.ts'

const outcomes = createCounter({
  name: 'comptoir_redemptions_total',
  help: 'Answers to the order saga: refused is a limit that is reached, or a promotion that has ended',
  labelNames: ['step', 'status'],
})

type RedemptionDeps = Pick<
  Deps,
  'redemptions' | 'redemptionDocuments' | 'promotionMemory' | 'clock'
>

/** What the order saga asks for, step and undo: every answer is an outcome, a refusal too. */
export function addRedemptionRoutes(app: ServiceApp, deps: RedemptionDeps): void {
  const { redemptions, redemptionDocuments: documents, promotionMemory, clock } = deps

  /** Limits are those of this moment: staff may have raised them, or ended the promotion. */
  function requested(uses: readonly Redemption[]) {
    const now = clock().toISOString()
    return uses.map((use) => ({
      ...use,
      ...termsOf(promotionMemory.find(use.promotionId)?.data, use.code, now),
    }))
  }

  app.openapi(reserveRedemptions, async (c) => {
    const { redemptions: uses, ...order } = c.req.valid('json')
    const asked = { ...c.req.valid('param'), ...order, uses: requested(uses) }
    const outcome = await redemptions.reserve(asked)
    outcomes.inc({ step: 'reserve', status: outcome.status })
    return c.json(outcome, 200)
  })

  app.openapi(confirmRedemptions, async (c) => {
    const { orderId } = c.req.valid('param')
    const { userId, redemptions: uses } = c.req.valid('json')
    const outcome = await redemptions.confirm({ orderId, userId, uses: requested(uses) })
    outcomes.inc({ step: 'confirm', status: outcome.status })
    await saveNow({ redemptions, documents }, orderId)
    return c.json(outcome, 200)
  })

  app.openapi(releaseRedemptions, async (c) => {
    const { orderId } = c.req.valid('param')
    const outcome = await redemptions.release(orderId)
    outcomes.inc({ step: 'release', status: outcome.status })
    await saveNow({ redemptions, documents }, orderId)
    return c.json(outcome, 200)
  })
}

/** What staff see of the uses of promotions. */
export function addUseRoutes(
  app: ServiceApp,
  { redemptions, redemptionDocuments, promotionMemory }: RedemptionDeps,
): void {
  app.openapi(lookUpRedemptions, async (c) => {
    const found = await redemptionDocuments.getMany(c.req.valid('json').orderIds)
    const items = found.map(({ data: { orderId, status, uses, changedAt } }) => ({
      ...{ orderId, status, redemptions: uses, changedAt },
    }))
    return c.json({ items }, 200)
  })

  app.openapi(readPromotionStatistics, async (c) => {
    const { promotionId } = c.req.valid('param')
    const promotion = promotionMemory.find(promotionId)
    if (!promotion) throw refuse('not_found', `no promotion ${promotionId}`)
    const [counts] = await redemptions.counts([promotionId])
    if (!counts) throw new Error(`${promotionId} was not counted`)
    const left = limitsLeft(promotion.data.limits, counts)
    return c.json({ promotionId, ...statisticsOf(counts), ...left }, 200)
  })
}

/** A confirmed order may have passed a limit that staff have lowered since: then nothing is left. */
function limitsLeft({ uses, budget }: PromotionLimits, counts: UseCounts) {
  const spent = new Map(Object.entries(counts.amounts))
  return {
    ...(uses !== undefined && { usesLeft: Math.max(0, uses - counts.uses) }),
    ...(budget && {
      budgetLeft: {
        amount: Math.max(0, budget.amount - (spent.get(budget.currency) ?? 0)),
        currency: budget.currency,
      },
    }),
  }
}

const moneyOf = (amounts: Readonly<Record<string, number>>): Money[] =>
  Object.entries(amounts).map(([currency, amount]) => ({ amount, currency }))

function statisticsOf({ uses, amounts, confirmed, confirmedAmounts, ...back }: UseCounts) {
  const reserved = Object.entries(amounts).map(([currency, amount]): Money => {
    const final = new Map(Object.entries(confirmedAmounts)).get(currency) ?? 0
    return { amount: amount - final, currency }
  })
  return {
    confirmed,
    reserved: uses - confirmed,
    released: back.released,
    confirmedAmounts: moneyOf(confirmedAmounts),
    reservedAmounts: reserved.filter(({ amount }) => amount !== 0),
    releasedAmounts: moneyOf(back.releasedAmounts),
  }
}
