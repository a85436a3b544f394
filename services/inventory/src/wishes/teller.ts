import { newEvent } from '@comptoir/contracts/event'
import { StockWishFulfilled } from '@comptoir/contracts/inventory/events'
import { eraseEach } from '@comptoir/dapr/documents/erasure'
import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Keys } from '@comptoir/dapr/leases/keys'
import { withLease } from '@comptoir/dapr/leases/lease'
import type { Logger } from '@comptoir/service/observability/log'
import type { Stock } from '../stock/stock-store.ts'
import { forgottenAt, notifyWish, type Wish } from './stock-wish.ts'
import { wishShare } from './wish-share.ts'
import type { Wishes } from './wish-store.ts'

export type WishTellerOptions = {
  readonly wishes: Wishes
  readonly stock: Pick<Stock, 'readItems'>
  readonly keys: Keys
  readonly clock: () => Date
  /** How many are told for each piece that can be sold. */
  readonly perUnit: number
  /** For how long who was told may buy before others are told of the same pieces. */
  readonly headStartMs: number
}

export type WishTeller = ReturnType<typeof createWishTeller>

/** Tells those who wait for a SKU that it is in stock again: first come first, some for each piece, each once. */
export function createWishTeller(options: WishTellerOptions) {
  const { wishes, keys, clock } = options
  const noticed = new Set<string>()

  /** Tells whose turn it is; the others wait until those had their time, or there is more. */
  async function tellOf(sku: string, signal?: AbortSignal): Promise<void> {
    if ((await wishes.count('waiting', sku)) === 0) return
    // one replica at a time: two would both tell the whole share
    await withLease(keys, { name: `wishes:${sku}`, signal }, async (renew) => {
      const share = await shareOf(options, sku)
      const ids = share > 0 ? await wishes.ids('waiting', sku, { limit: share }) : []
      for (const id of ids) if (await renew()) await tell(id)
    })
  }

  async function tell(wishId: string): Promise<void> {
    const at = clock().toISOString()
    await wishes.upsert(wishId, (wish) => {
      const next = wish && notifyWish(wish, at)
      return next && { next, events: [fulfilled(wishId, next)] }
    })
  }

  return {
    /** Notes SKUs whose stock has changed: they are looked at in the next round. */
    notice(skus: readonly string[]): void {
      for (const sku of skus) noticed.add(sku)
    },
    /** Tells those who wait for what was noticed. */
    async round(signal?: AbortSignal): Promise<void> {
      for (const sku of [...noticed]) {
        if (signal?.aborted) return
        // before it is looked at: what comes meanwhile is looked at again
        noticed.delete(sku)
        await tellOf(sku, signal).catch((error: unknown) => {
          noticed.add(sku)
          throw error
        })
      }
    },
    /** Notices all that somebody waits for and that can be sold, and forgets addresses that nobody confirmed. */
    async sweep(signal?: AbortSignal): Promise<void> {
      const wanted = new Set<string>()
      for await (const { data } of walk({ collection: wishes, index: 'wanted', key: 'all' })) {
        if (signal?.aborted) return
        wanted.add(data.sku)
      }
      for (const sku of wanted) noticed.add(sku)
      const old = { collection: wishes, index: 'unconfirmed', key: 'all', max: clock().getTime() }
      await eraseEach(old, ({ id }) => forget(options, id))
    },
  }
}

type Forgetting = Pick<WishTellerOptions, 'wishes' | 'clock'>

/** A wish may be confirmed, or its mail sent again, at this very moment: then it stays. */
async function forget({ wishes, clock }: Forgetting, wishId: string): Promise<void> {
  const now = clock().getTime()
  await wishes.removeIf(wishId, (wish) => (forgottenAt(wish) ?? Number.POSITIVE_INFINITY) <= now)
}

async function shareOf(
  { wishes, stock, clock, perUnit, headStartMs }: WishTellerOptions,
  sku: string,
): Promise<number> {
  const [item] = await stock.readItems([sku])
  const toldLately = await wishes.count('told', sku, { min: clock().getTime() - headStartMs })
  return wishShare({ available: item?.available ?? 0, perUnit, toldLately })
}

function fulfilled(wishId: string, { sku, person }: Wish) {
  const who = person.kind === 'user' ? { userId: person.userId } : {}
  return newEvent(StockWishFulfilled, { wishId, sku, ...who })
}

type Starting = {
  readonly teller: WishTeller
  readonly keys: Keys
  readonly log: Logger
  readonly everyMs: number
  /** How often all that is waited for is looked at, in case that a change went by. */
  readonly sweepMs: number
}

/** Tells in each replica what it noticed; one at a time looks at everything. */
export function startWishTeller({ teller, keys, log, everyMs, sweepMs }: Starting): Stop {
  const stops = [
    repeat({ name: 'stock wishes', everyMs, log, run: (signal) => teller.round(signal) }),
    repeat({
      ...{ name: 'sweep of stock wishes', everyMs: sweepMs, log },
      run: (signal) =>
        withLease(keys, { name: 'sweep of stock wishes', ms: 60_000, signal }, () =>
          teller.sweep(signal),
        ),
    }),
  ]
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}
