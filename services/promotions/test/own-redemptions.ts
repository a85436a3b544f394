import { setTimeout as sleep } from 'node:timers/promises'
import { startOwnRedis } from '@comptoir/tools/sandbox/own-redis'
import { createRedemptions, type RequestedUse } from '../src/redemption/redemption-store.ts'
import { begunKey } from '../src/redemption/scripts.ts'
import type { UseLimits } from '../src/redemption/use-limits.ts'

export type OwnRedemptions = Awaited<ReturnType<typeof startOwnRedemptions>>

type Asked = {
  readonly order?: string
  readonly user?: string
  readonly limits?: UseLimits
  readonly code?: string
  readonly amount?: number
  readonly refused?: RequestedUse['refused']
}

/** Redemptions on a Redis of their own, with what most tests do to them: one use of one promotion. */
export async function startOwnRedemptions() {
  const { redis, stop } = await startOwnRedis()
  const redemptions = createRedemptions(redis)

  function orderOf({ order = 'ord_1', user = 'usr_1', limits = {}, amount = 500, ...use }: Asked) {
    const money = { amount, currency: 'EUR' }
    return {
      orderId: order,
      userId: user,
      uses: [{ promotionId: 'promo_1', amount: money, limits, ...use }],
    }
  }

  const reserve = (asked: Asked, holdSeconds = 60) =>
    redemptions.reserve({ ...orderOf(asked), holdSeconds })

  return {
    redis,
    redemptions,
    stop,
    reserve,
    /** Reserves for a millisecond and waits until that is over: nothing sweeps. */
    async reserveRanOut(asked: Asked) {
      await reserve(asked, 0.001)
      await sleep(5)
    },
    confirm: (asked: Asked) => redemptions.confirm(orderOf(asked)),
    /** Begins with no uses. */
    async empty() {
      await redis.flushall()
      await redis.set(begunKey, 'now')
    },
    async counts() {
      const [counts] = await redemptions.counts(['promo_1'])
      return counts
    },
  }
}
