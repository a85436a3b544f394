import { setTimeout as wait } from 'node:timers/promises'
import type { Collection } from '@comptoir/dapr/documents'
import type { Stop } from '@comptoir/dapr/relay'
import { walk } from '@comptoir/dapr/walk'
import type { Logger } from '@comptoir/service/log'
import type { EventPosition } from './payment-store.ts'
import type { PaymentProvider } from './provider.ts'
import { type EventDeps, receiveEvent } from './provider-events.ts'

export type CatchUpDeps = EventDeps & {
  readonly provider: PaymentProvider
  readonly positions: Collection<EventPosition>
  readonly clock: () => Date
  readonly log: Logger
}

const unsettledAfterMs = 15_000
const resumeEveryMs = 10_000
const listEveryMs = 60_000

/** Goes on with payments that a crash or a silent provider left undecided. Answers how many it tried. */
export async function resumePayments(deps: CatchUpDeps): Promise<number> {
  const max = deps.clock().getTime() - unsettledAfterMs
  const unsettled = { collection: deps.payments, index: 'unsettled', key: 'all', max }
  let tried = 0
  for await (const { id } of walk(unsettled)) {
    await resume(id, deps).catch((error: unknown) =>
      deps.log.warn({ err: error, paymentIntentId: id }, 'payment not resumed'),
    )
    tried++
  }
  return tried
}

async function resume(id: string, { settlement }: CatchUpDeps): Promise<void> {
  const document = await settlement.refresh(id)
  if (!document || document.data.status === 'never_created') return
  for (const refund of document.data.refunds) {
    if (refund.status === 'pending') await settlement.refreshRefund(id, refund.id)
  }
}

/**
 * Reads the provider's list of events from where it stopped: webhooks that never came are in it. The first time it
 * reads the last ones, in case some were missed before.
 */
export async function readMissedEvents(deps: CatchUpDeps): Promise<number> {
  const position = await deps.positions.get('stripe')
  const events = await deps.provider.eventsAfter(position?.data.lastEventId)
  for (const event of events) await receiveEvent(event, deps)
  const last = events.at(-1)
  if (last) await deps.positions.upsert('stripe', () => ({ next: { lastEventId: last.id } }))
  return events.length
}

/** Repeats both until stopped; one replica at a time lists events, since two would only read the same. */
export function startCatchUp(deps: CatchUpDeps): Stop {
  const stopped = new AbortController()
  const alone = async () => {
    const mine = await deps.keys.claim('lease:provider-events', 'taken', listEveryMs - 5_000)
    if (mine) await readMissedEvents(deps)
  }
  const loops = [
    repeat(resumeEveryMs, () => resumePayments(deps), deps.log, stopped.signal),
    repeat(listEveryMs, alone, deps.log, stopped.signal),
  ]
  return async () => {
    stopped.abort()
    await Promise.all(loops)
  }
}

async function repeat(
  everyMs: number,
  run: () => Promise<unknown>,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await run().catch((error: unknown) => log.warn({ err: error }, 'catching up failed'))
    const jitteredMs = everyMs * (0.8 + Math.random() * 0.4)
    await wait(jitteredMs, undefined, { signal }).catch(() => undefined)
  }
}
