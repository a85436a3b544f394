import { VendorPayoutPaid, VendorPayoutReversed } from '@comptoir/contracts/admin/events'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import {
  type Change,
  type Collection,
  createCollection,
  type Document,
} from '@comptoir/dapr/documents/documents'
import { createQueues } from '@comptoir/dapr/documents/queues'
import type { Store } from '@comptoir/dapr/documents/store'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { enter, type LedgerKey, ledgerIdOf, type NewEntry, newLedger } from './ledger.ts'
import {
  type Entry,
  type Ledger,
  type Payout,
  StoredEntry,
  StoredLedger,
  StoredPayout,
} from './stored-ledger.ts'

export type Ledgers = ReturnType<typeof createLedgers>
type PayoutKey = Pick<Payout, 'vendorId' | 'payoutId'>

function createCollections(store: Store) {
  const entries: Collection<Entry> = createCollection<Entry>(store, {
    ...{ name: 'vendor-entries', audit: 'plain', schema: StoredEntry },
    indexes: { ledger: (entry) => [{ key: ledgerIdOf(entry), score: entry.sequence }] },
  })
  const payouts: Collection<Payout> = createCollection<Payout>(store, {
    ...{ name: 'vendor-payouts', audit: 'plain', schema: StoredPayout },
    indexes: {
      vendor: ({ vendorId, createdAt }) => [{ key: vendorId, score: Date.parse(createdAt) }],
    },
  })
  const ledgers: Collection<Ledger> = createCollection<Ledger>(store, {
    ...{ name: 'vendor-ledgers', audit: 'none', schema: StoredLedger },
    indexes: { vendor: ({ vendorId }) => [{ key: vendorId, score: 0 }] },
  })
  return { entries, payouts, ledgers }
}

type Collections = ReturnType<typeof createCollections>
type Rule = (ledger: Ledger) => Ledger | Promise<Ledger>

/**
 * The ends of ledgers. What is decided is decided in one write, that of a ledger's end; entries and payouts are documents that follow
 * it. A crash between the writes loses nothing, since whoever looks at the ledger next makes them.
 */
function createEnds({ entries, payouts, ledgers }: Collections) {
  const queue = createQueues()
  /** The version of each ledger that this process saw the documents of: it need not look again. */
  const followed = new Map<string, number>()

  /** The end of a ledger, whose last entries and payout are documents from now on if they were not. */
  async function settle(key: LedgerKey): Promise<{ ledger: Ledger; version: number }> {
    const found = await ledgers.get(ledgerIdOf(key))
    if (!found) return { ledger: newLedger(key), version: 0 }
    await follow(found)
    return { ledger: found.data, version: found.version }
  }

  async function follow({ id, version, data }: Document<Ledger>): Promise<void> {
    if (followed.get(id) === version) return
    const { last, decided } = data
    for (const entry of last) await entries.create(entry.entryId, entry)
    if (decided) await payouts.upsert(decided.payoutId, (known) => followedBy(known, decided))
    followed.set(id, version)
  }

  /** The ledger after the rule; nothing when somebody else was first. */
  async function tryDecide(key: LedgerKey, rule: Rule): Promise<Ledger | undefined> {
    const { ledger, version } = await settle(key)
    const next = await rule(ledger)
    if (next === ledger) return ledger
    const written = await ledgers
      .upsert(ledgerIdOf(key), (_, current) => {
        if (current !== version) throw new Overtaken()
        return { next }
      })
      .catch(whenOvertaken)
    if (written) await follow(written)
    return written?.data
  }

  return {
    settle,
    /** Decides by the ledger as it is, once; whoever was overtaken decides anew. */
    decide: (key: LedgerKey, rule: Rule): Promise<Ledger> =>
      queue(ledgerIdOf(key), async () => {
        for (;;) {
          const ledger = await tryDecide(key, rule)
          if (ledger) return ledger
        }
      }),
  }
}

/** The ledgers of vendors, with their entries and payouts. */
export function createLedgers(store: Store) {
  const collections = createCollections(store)
  const { entries, payouts, ledgers } = collections
  const { settle, decide } = createEnds(collections)

  async function payoutOf({ vendorId, payoutId }: PayoutKey): Promise<Payout> {
    const found = (await payouts.get(payoutId))?.data
    if (found?.vendorId !== vendorId) throw refuse('not_found', 'there is no such payout')
    return found
  }

  return {
    ...{ entries, payouts, collections: [entries, payouts, ledgers], decide, payoutOf },
    /** A ledger as it is; what was decided last can be listed. */
    read: async (key: LedgerKey): Promise<Ledger> => (await settle(key)).ledger,
    /** The currencies in which a vendor has a ledger. */
    async currenciesOf(vendorId: string): Promise<string[]> {
      const found = await ledgers.getMany(await ledgers.ids('vendor', vendorId))
      return found.map(({ data }) => data.currency).toSorted()
    },
    /** Enters what is not there yet, once by its id. */
    append: (key: LedgerKey, asked: readonly NewEntry[]): Promise<Ledger> =>
      decide(key, async (ledger) => {
        const known = await entries.getMany(asked.map(({ entryId }) => entryId))
        const ids = new Set(known.map(({ id }) => id))
        return enter(
          ledger,
          asked.filter(({ entryId }) => !ids.has(entryId)),
        )
      }),
    /** Decides on a payout by its ledger, and answers it as it is then. */
    async decideOn(of: PayoutKey, rule: (ledger: Ledger, payout: Payout) => Ledger) {
      const key = await payoutOf(of)
      await decide(key, async (ledger) => rule(ledger, await payoutOf(of)))
      return await payoutOf(of)
    },
  }
}

function followedBy(known: Payout | undefined, decided: Payout): Change<Payout> {
  if (known && stepOf(known) >= stepOf(decided)) return undefined
  return { next: decided, events: payoutEvents(known, decided) }
}

/** A payout only goes on: whoever follows an older state of its ledger changes nothing. */
const stepOf = ({ status }: Payout): number =>
  ['draft', 'paid', 'cancelled', 'reversed'].indexOf(status)

function payoutEvents(before: Payout | undefined, after: Payout): NewEvent[] {
  if (before?.status === after.status) return []
  const { vendorId, payoutId, currency, status } = after
  const fact = { vendorId, payoutId, amount: { amount: after.amount, currency } }
  if (status === 'paid')
    return [newEvent(VendorPayoutPaid, { ...fact, reference: after.reference ?? '' })]
  if (status === 'reversed')
    return [newEvent(VendorPayoutReversed, { ...fact, reason: after.reason ?? '' })]
  return []
}

class Overtaken extends Error {}

function whenOvertaken(error: unknown): undefined {
  if (!(error instanceof Overtaken || isRefusal(error, 'conflict'))) throw error
}
