import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { withLease } from '@comptoir/dapr/leases/lease'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { documentIdOf, paymentIdOf } from '../payment/payment-store.ts'
import type { Settlement, SettlementLine } from '../provider/provider.ts'
import type { ProviderName } from '../provider/providers.ts'
import { linesPerPage, type PayoutPage, pageIdOf, type StoredLine } from './payout-store.ts'
import { longestWayDays, mayChange, movedToBank } from './settled.ts'
import { isOfPayment, matchLine } from './settlement-match.ts'

export type ImportDeps = Pick<
  Deps,
  'payments' | 'providers' | 'payoutBooks' | 'keys' | 'clock' | 'log'
>
/** Banks tell nobody what they settled. */
type Settling = Exclude<ProviderName, 'transfer'>
export type Imported = { payouts: number; lines: number; unmatched: number }

const dayMs = 24 * 3_600_000
/** The first time; PayPal answers for a month at once. */
const firstDays = 30
/** Read again each time: what a provider reports late. */
const overlapMs = 3 * dayMs
/** Longer than a provider may take to answer: it is renewed between answers. */
const leaseMs = 2 * 60_000
/** How often a replica looks whether an import is due. */
const lookMs = 15 * 60_000
const atOnce = 100

type Asked = {
  /** Of providers that were read less than so long ago nothing is asked; 0 asks all. */
  readonly everyMs: number
  readonly signal?: AbortSignal
}
/** Throws when another replica holds the lease, or the process stops. */
type Importing = ImportDeps & { readonly renew: () => Promise<void> }

/**
 * Reads what each provider settled since the last time and holds it against the payments; one replica at a time. Repeated, it
 * writes the same. A provider that does not answer holds up none of the others.
 */
export async function importPayouts(
  deps: ImportDeps,
  { everyMs, signal }: Asked = { everyMs: 0 },
): Promise<Imported> {
  const total = { payouts: 0, lines: 0, unmatched: 0 }
  const failures: unknown[] = []
  const lease = { name: 'lease:payouts', ms: leaseMs, ...(signal && { signal }) }
  await withLease(deps.keys, lease, async (isHeld) => {
    const renew = async () => {
      if (!(await isHeld())) throw new Error('the import of payouts was broken off')
    }
    const due = await dueProviders(deps, everyMs)
    if (due.length > 0) await matchAgain({ ...deps, renew })
    for (const name of due) {
      await importOf({ ...deps, renew }, name, total).catch((error: unknown) => {
        failures.push(error)
      })
    }
  })
  if (failures.length > 0) throw failures[0]
  return total
}

/** Those that were not read for so long; one that failed was not. */
async function dueProviders(deps: ImportDeps, everyMs: number): Promise<Settling[]> {
  const before = deps.clock().getTime() - everyMs
  const due: Settling[] = []
  for (const name of deps.providers.names) {
    if (name === 'transfer') continue
    const position = await deps.payoutBooks.positions.get(name)
    if (!position || Date.parse(position.data.readUpTo) <= before) due.push(name)
  }
  return due
}

async function importOf(deps: Importing, provider: Settling, total: Imported) {
  const { payoutBooks, providers, clock } = deps
  const now = clock()
  const from = await readFrom(deps, provider, now)
  for await (const settlement of providers.of(provider).settlementsSince(from, deps.renew)) {
    await deps.renew()
    const { lines, unmatched } = await store(deps, provider, settlement)
    total.payouts += 1
    total.lines += lines
    total.unmatched += unmatched
  }
  await payoutBooks.positions.upsert(provider, () => ({ next: { readUpTo: now.toISOString() } }))
}

/** Some days before the last time, or the oldest payout that was on its way then, or may have come back from the bank since. */
async function readFrom({ payoutBooks }: ImportDeps, provider: Settling, now: Date): Promise<Date> {
  const position = await payoutBooks.positions.get(provider)
  if (!position) return new Date(now.getTime() - firstDays * dayMs)
  const max = Date.parse(position.data.readUpTo) - overlapMs
  const min = now.getTime() - longestWayDays * dayMs
  const before = walk({ collection: payoutBooks.payouts, index: 'all', key: 'all', min, max })
  for await (const { data } of before) {
    if (data.provider === provider && mayChange(data, now)) return new Date(data.createdAt)
  }
  return new Date(max)
}

/** Pages first, the payout last: one that is there has all its lines. */
async function store(deps: Importing, provider: Settling, settlement: Settlement) {
  const { payoutBooks, clock } = deps
  const { ref, kind, status, currency, amount, createdAt, arrivesAt } = settlement
  const id = `po_${provider}_${ref}`
  const lines = await matchAll(deps, settlement.lines)
  for (let page = 0; page * linesPerPage < lines.length; page++) {
    const own = lines.slice(page * linesPerPage, (page + 1) * linesPerPage)
    const next: PayoutPage = { payoutId: id, page, currency, createdAt, lines: own }
    await deps.renew()
    await payoutBooks.pages.upsert(pageIdOf(id, page), () => ({ next }))
  }
  const unmatched = openIn(lines)
  // the outgoing transfer itself is among the lines of a payout
  const moved = lines.filter((line) => line.kind !== 'payout')
  const sum = (of: (line: StoredLine) => number) => moved.reduce((all, one) => all + of(one), 0)
  const next = {
    ...{ id, provider, kind, ref, status, currency, amount, createdAt },
    ...{ net: sum((line) => line.amount - line.fee), fees: sum(({ fee }) => fee) },
    ...{ lineCount: lines.length, unmatchedCount: unmatched },
    ...(arrivesAt && { arrivesAt }),
    ...movedToBank(settlement),
    importedAt: clock().toISOString(),
  }
  await payoutBooks.payouts.upsert(id, () => ({ next }))
  return { lines: lines.length, unmatched }
}

/** What did not match may since: a webhook was late, or a refund was read from the provider afterwards. */
async function matchAgain(deps: Importing): Promise<void> {
  const { payouts, pages } = deps.payoutBooks
  const waiting = { collection: pages, index: 'unmatched', key: 'all' }
  for await (const { id, data } of walk(waiting)) {
    await deps.renew()
    const lines = await matchAll(deps, data.lines)
    if (openIn(lines) === openIn(data.lines)) continue
    // the payout first: after a crash its page still waits, and is compared and counted again
    const unmatchedCount = openIn(lines) + (await openBeside(deps, data))
    const counted = payouts.update(data.payoutId, (payout) => ({
      next: { ...payout, unmatchedCount },
    }))
    await counted.catch((error: unknown) => {
      // a crash came between the pages and their payout: the import that follows writes it
      if (!isRefusal(error, 'not_found')) throw error
    })
    await pages.update(id, (page) => ({ next: { ...page, lines } }))
  }
}

const openIn = (lines: readonly StoredLine[]): number =>
  lines.filter(({ match }) => match === 'unmatched').length

/** How many lines of the other pages of its payout match nothing. */
async function openBeside({ payoutBooks }: ImportDeps, { payoutId, page }: PayoutPage) {
  const ofPayout = { collection: payoutBooks.pages, index: 'ofPayout', key: payoutId }
  let open = 0
  for await (const { data } of walk(ofPayout)) if (data.page !== page) open += openIn(data.lines)
  return open
}

async function matchAll(deps: Importing, lines: readonly SettlementLine[]): Promise<StoredLine[]> {
  const matched: StoredLine[] = []
  for (const line of lines) {
    if (matched.length % atOnce === atOnce - 1) await deps.renew()
    const { ref, kind, amount, fee, at, paymentIntentId, providerRef, ...about } = line
    const { refundRef, disputeRef } = about
    const known = { ref, kind, amount, fee, at, paymentIntentId, providerRef }
    const match = matchLine(line, isOfPayment(line) ? await paymentOf(deps, line) : undefined)
    matched.push({ ...known, refundRef, disputeRef, ...match })
  }
  return matched
}

async function paymentOf({ payments }: ImportDeps, line: SettlementLine) {
  const { paymentIntentId: own, providerRef } = line
  const id = own ?? (providerRef && (await paymentIdOf(payments, providerRef)))
  const document = id === undefined || id === '' ? undefined : await payments.get(documentIdOf(id))
  return document?.data.status === 'never_created' ? undefined : document?.data
}

/** Once in `everyMs`, however many replicas there are and however often they start; sooner again what failed. */
export function startPayoutImport(deps: ImportDeps, everyMs: number): Stop {
  const run = async (signal: AbortSignal) => {
    const { unmatched, payouts } = await importPayouts(deps, { everyMs, signal })
    if (unmatched > 0) deps.log.warn({ unmatched, payouts }, 'settled money that nothing matches')
  }
  return repeat({ name: 'payouts', everyMs: Math.min(everyMs, lookMs), log: deps.log, run })
}
