import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { withLease } from '@comptoir/dapr/leases/lease'
import type { Deps } from '../deps.ts'
import type { ProviderName } from '../provider/providers.ts'
import { type EventDeps, receiveEvent } from '../provider/receive-provider-event.ts'
import { warnOfExpiry } from './held-money.ts'
import { nextWork } from './next-provider-work.ts'
import { type EventPositions, updateLive } from './payment-store.ts'
import type { Payment } from './stored-payment.ts'

type CatchUpDeps = EventDeps &
  Pick<Deps, 'providers' | 'clock' | 'log'> & {
    readonly positions: EventPositions
    /** How long before held money is free again others are told. */
    readonly holdMarginMs: number
  }

const unsettledAfterMs = 15_000
const resumeEveryMs = 10_000
/** A payment or refund that waits longer than this for the provider is asked about in the slower poll only. */
const askOftenForMs = 3_600_000
/** How long the provider keeps events (Stripe: 30 days). */
const eventsKeptMs = 30 * 24 * 3_600_000
/** Read again each time: an event may enter the list later than one that is newer. */
const overlapMs = 3_600_000
const pollLeaseMs = 300_000
/** Replicas that start together do not all read. */
const justReadMs = 30_000

/**
 * Goes on with payments that a crash or a silent provider left undecided. Answers how many it tried. What merely
 * waits for the provider for long is left out, unless `all` is asked for.
 */
export async function resumePayments(deps: CatchUpDeps, which: 'recent' | 'all' = 'recent') {
  const now = deps.clock().getTime()
  const max = now - unsettledAfterMs
  const unsettled = { collection: deps.payments, index: 'unsettled', key: 'all', max }
  let tried = 0
  for await (const { id, data } of walk(unsettled)) {
    if (which === 'recent' && waitsSince(data) < now - askOftenForMs) continue
    await resume(id, deps).catch((error: unknown) =>
      deps.log.warn({ err: error, paymentIntentId: id }, 'payment not resumed'),
    )
    tried++
  }
  return tried
}

/** Tells of held money that is nearly free again. Answers of how many payments. */
export async function warnOfExpiries(deps: CatchUpDeps): Promise<number> {
  const { payments, clock, holdMarginMs, log } = deps
  const now = clock()
  const before = new Date(now.getTime() + holdMarginMs).toISOString()
  const held = { collection: payments, index: 'held', key: 'all', max: Date.parse(before) }
  let told = 0
  for await (const { id } of walk(held)) {
    const rule = { before, now: now.toISOString() }
    await updateLive(payments, id, (payment) => warnOfExpiry(payment, rule))
    log.warn({ paymentIntentId: id }, 'held money is nearly free again')
    told++
  }
  return told
}

/** Since when nothing is left to do but wait; never for work of ours that is still to be done. */
function waitsSince(payment: Payment): number {
  if (payment.status === 'never_created' || nextWork(payment)) return Number.POSITIVE_INFINITY
  return Date.parse(payment.updatedAt)
}

async function resume(id: string, { settlement }: CatchUpDeps): Promise<void> {
  const document = await settlement.refresh(id)
  if (!document || document.data.status === 'never_created') return
  for (const refund of document.data.refunds) {
    if (refund.status === 'pending') await settlement.refreshRefund(id, refund.id)
  }
}

/** Reads the missed events of each provider; one that does not answer holds up none of the others. */
export async function readMissedEvents(deps: CatchUpDeps): Promise<number> {
  let read = 0
  const failures: unknown[] = []
  for (const name of deps.providers.names) {
    const some = await readEventsOf(deps, name).catch((error: unknown) => void failures.push(error))
    read += some ?? 0
  }
  if (failures.length > 0) throw failures[0]
  return read
}

/**
 * Reads a provider's events since the last time: it contains what no webhook delivered. The first time it reads all
 * that the provider keeps. One that cannot be taken in holds up none of the others; it comes again the next time.
 */
async function readEventsOf(deps: CatchUpDeps, name: ProviderName): Promise<number> {
  const { positions, providers, log } = deps
  const now = deps.clock()
  const last = await readUpTo(deps, name)
  const from = new Date(Math.max(last - overlapMs, now.getTime() - eventsKeptMs))
  let [read, failed] = [0, 0]
  for await (const event of providers.of(name).eventsSince(from)) {
    read++
    if (event.about === 'nothing' && event.problem !== undefined) {
      log.warn({ eventId: event.id, problem: event.problem }, 'an event of the provider not read')
    }
    await receiveEvent(event, deps).catch((error: unknown) => {
      failed++
      log.warn({ err: error, eventId: event.id }, 'an event of the provider not taken in')
    })
  }
  if (failed === 0) {
    await positions.upsert(name, () => ({ next: { readUpTo: now.toISOString() } }))
  }
  return read
}

async function readUpTo({ positions }: CatchUpDeps, name: ProviderName): Promise<number> {
  const position = await positions.get(name)
  return Date.parse(position?.data.readUpTo ?? '') || 0
}

/** Asks the provider for what its webhooks missed; one replica at a time, and not what one of them has just read. */
async function pollAlone(deps: CatchUpDeps, notWithinMs: number): Promise<void> {
  await withLease(deps.keys, { name: 'lease:provider-events', ms: pollLeaseMs }, async () => {
    const read = await Promise.all(deps.providers.names.map((name) => readUpTo(deps, name)))
    if (deps.clock().getTime() - Math.min(...read) < notWithinMs) return
    await readMissedEvents(deps)
    await resumePayments(deps, 'all')
  })
}

/** Repeats both until stopped; the poll runs once at the start, for what happened while no replica ran. */
export function startCatchUp(deps: CatchUpDeps, pollEveryMs: number): Stop {
  const { log } = deps
  let polls = 0
  const poll = () => pollAlone(deps, polls++ === 0 ? justReadMs : pollEveryMs / 2)
  const resume = async () => {
    await resumePayments(deps)
    await warnOfExpiries(deps)
  }
  const loops = [
    repeat({ name: 'resume payments', everyMs: resumeEveryMs, log, run: resume }),
    repeat({ name: 'provider events', everyMs: pollEveryMs, log, run: poll }),
  ]
  return async () => {
    await Promise.all(loops.map((stop) => stop()))
  }
}
