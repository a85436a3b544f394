import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { withLease } from '@comptoir/dapr/leases/lease'
import type { Deps } from '../deps.ts'
import { documentIdOf, paymentIdOf } from '../payment/payment-store.ts'
import type { Settlement, SettlementLine } from '../provider/provider.ts'
import type { ProviderName } from '../provider/providers.ts'
import { linesPerPage, type PayoutPage, pageIdOf, type StoredLine } from './payout-store.ts'
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
/** Read again each time: what was on its way is paid since, or failed. */
const overlapMs = 3 * dayMs
const leaseMs = 10 * 60_000

/**
 * Reads what each provider settled since the last time and holds it against the payments; one replica at a time. Repeated, it
 * writes the same. A provider that does not answer holds up none of the others.
 */
export async function importPayouts(deps: ImportDeps): Promise<Imported> {
  const total = { payouts: 0, lines: 0, unmatched: 0 }
  const failures: unknown[] = []
  await withLease(deps.keys, { name: 'lease:payouts', ms: leaseMs }, async () => {
    await matchAgain(deps)
    for (const name of deps.providers.names.filter((one) => one !== 'transfer')) {
      await importOf(deps, name, total).catch((error: unknown) => void failures.push(error))
    }
  })
  if (failures.length > 0) throw failures[0]
  return total
}

async function importOf(deps: ImportDeps, provider: Settling, total: Imported) {
  const { payoutBooks, providers, clock } = deps
  const now = clock()
  const position = await payoutBooks.positions.get(provider)
  const last = Date.parse(position?.data.readUpTo ?? '')
  const from = new Date((last || now.getTime() - firstDays * dayMs) - (last ? overlapMs : 0))
  for await (const settlement of providers.of(provider).settlementsSince(from)) {
    const { lines, unmatched } = await store(deps, provider, settlement)
    total.payouts += 1
    total.lines += lines
    total.unmatched += unmatched
  }
  await payoutBooks.positions.upsert(provider, () => ({ next: { readUpTo: now.toISOString() } }))
}

/** Pages first, the payout last: one that is there has all its lines. */
async function store(deps: ImportDeps, provider: Settling, settlement: Settlement) {
  const { payoutBooks, clock } = deps
  const { ref, kind, status, currency, amount, createdAt, arrivesAt } = settlement
  const id = `po_${provider}_${ref}`
  const lines = await matchAll(deps, settlement.lines)
  for (let page = 0; page * linesPerPage < lines.length; page++) {
    const own = lines.slice(page * linesPerPage, (page + 1) * linesPerPage)
    const next: PayoutPage = { payoutId: id, page, currency, createdAt, lines: own }
    await payoutBooks.pages.upsert(pageIdOf(id, page), () => ({ next }))
  }
  const unmatched = lines.filter(({ match }) => match === 'unmatched').length
  // the outgoing transfer itself is among the lines of a payout
  const moved = lines.filter((line) => line.kind !== 'payout')
  const sum = (of: (line: StoredLine) => number) => moved.reduce((all, one) => all + of(one), 0)
  const next = {
    ...{ id, provider, kind, ref, status, currency, amount, createdAt },
    ...{ net: sum((line) => line.amount - line.fee), fees: sum(({ fee }) => fee) },
    ...{ lineCount: lines.length, unmatchedCount: unmatched },
    ...(arrivesAt && { arrivesAt }),
    importedAt: clock().toISOString(),
  }
  await payoutBooks.payouts.upsert(id, () => ({ next }))
  return { lines: lines.length, unmatched }
}

/** What did not match may since: a webhook was late, or a refund was read from the provider afterwards. */
async function matchAgain(deps: ImportDeps): Promise<void> {
  const { payouts, pages } = deps.payoutBooks
  const waiting = { collection: pages, index: 'unmatched', key: 'all' }
  for await (const { id, data } of walk(waiting)) {
    const lines = await matchAll(deps, data.lines)
    const isOpen = ({ match }: StoredLine) => match === 'unmatched'
    const fewer = data.lines.filter(isOpen).length - lines.filter(isOpen).length
    if (fewer === 0) continue
    await pages.update(id, (page) => ({ next: { ...page, lines } }))
    await payouts.update(data.payoutId, (payout) => ({
      next: { ...payout, unmatchedCount: Math.max(0, payout.unmatchedCount - fewer) },
    }))
  }
}

async function matchAll(deps: ImportDeps, lines: readonly SettlementLine[]): Promise<StoredLine[]> {
  const matched: StoredLine[] = []
  for (const line of lines) {
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

/** Once a night, and once at the start, for nights when no replica ran. */
export function startPayoutImport(deps: ImportDeps, everyMs: number): Stop {
  const run = async () => {
    const { unmatched, payouts } = await importPayouts(deps)
    if (unmatched > 0) deps.log.warn({ unmatched, payouts }, 'settled money that nothing matches')
  }
  return repeat({ name: 'payouts', everyMs, log: deps.log, run })
}
