import { randomUUID } from 'node:crypto'
import type { Change } from '@comptoir/dapr/documents/documents'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import { failureEventsOf } from '../notification/failure-event.ts'
import { maskedReason } from '../notification/masked-reason.ts'
import {
  claim,
  end,
  type Failure,
  type Notification,
  recordFailure,
  recordSent,
  type Sending,
} from '../notification/notification.ts'
import type { Notifications } from '../notification/notification-store.ts'
import type { Deliver, Sent } from './delivery.ts'
import { SendError } from './send-error.ts'

export type DispatcherOptions = {
  readonly notifications: Pick<Notifications, 'ids' | 'update'>
  readonly deliver: Deliver
  readonly clock: () => Date
  readonly log: Logger
  /** For how long a message is one replica's. */
  readonly claimMs: number
}

export type Dispatcher = {
  /** Sends what is due; returns at once. */
  wake(): void
  /** Sends what is due, and waits until nothing is. */
  sendDue(): Promise<void>
  /** Sends what is due again and again. Its end takes up no other message, whoever began, and waits for those that are on their way. */
  start(everyMs: number): Stop
}

const atOnce = 10
const pageSize = 100

/**
 * Sends the messages of the outbox that are due. A message is claimed by a write before it is sent, so of several replicas one
 * sends it; what a crashed one had claimed is sent by another later.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { notifications, clock, log } = options
  const stopping = new AbortController()
  const { signal } = stopping
  let running: Promise<void> | undefined
  let isWanted = false

  async function sendPages(): Promise<void> {
    do {
      isWanted = false
      const range = { max: clock().getTime(), limit: pageSize }
      const ids = await notifications.ids('due', 'all', range)
      const done = await sendEach(options, ids, signal)
      // a page of which nothing could be sent would come again and again
      if (ids.length === pageSize && done > 0) isWanted = true
    } while (isWanted && !signal.aborted)
  }

  async function sendDue(): Promise<void> {
    isWanted = true
    running ??= sendPages().finally(() => {
      running = undefined
    })
    await running
  }

  function start(everyMs: number): Stop {
    const stop = repeat({ name: 'messages', everyMs, log, run: sendDue })
    return async () => {
      stopping.abort()
      await stop()
      await running
    }
  }

  return {
    sendDue,
    start,
    wake: () =>
      void sendDue().catch((error: unknown) => log.warn({ err: error }, 'will be sent later')),
  }
}

/** How many of them were sent, or came to an end. */
async function sendEach(
  options: DispatcherOptions,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const waiting = [...ids]
  let done = 0
  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      if (signal.aborted) return
      const isDone = await sendOne(options, id).catch((error: unknown) => {
        options.log.warn({ err: error, notification: id }, 'will be sent later')
        return false
      })
      if (isDone) done += 1
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, ids.length) }, work))
  return done
}

async function sendOne(options: DispatcherOptions, id: string): Promise<boolean> {
  const { notifications, deliver, clock, log, claimMs } = options
  const by = randomUUID()
  const { data: taken } = await notifications.update(id, (message) => {
    const next = claim(message, { by, now: clock(), claimMs })
    return next && { next }
  })
  if (taken.status !== 'sending' || taken.claim !== by) return false
  const outcome = await deliver(id, taken).catch((error: unknown) => failureOf(error, taken))
  const at = clock()
  await notifications.update(id, (message) => {
    // somebody else took it meanwhile, since this took longer than a claim holds
    if (message.status !== 'sending' || message.claim !== by) return undefined
    return recordOutcome(id, message, outcome, at)
  })
  if ('reason' in outcome) log.warn({ notification: id, reason: outcome.reason }, 'not sent')
  return true
}

/** Anything but a `SendError` is a dependency that is away: it may work later. The reason is logged and told: it names nobody. */
function failureOf(error: unknown, { address }: Sending): Failure {
  if (error instanceof SendError) {
    const { permanent, retryAfterMs } = error
    return { reason: maskedReason(error.reason, address), permanent, retryAfterMs }
  }
  const said = error instanceof Error ? error.message.slice(0, 300) : 'it failed'
  return { reason: maskedReason(said, address), permanent: false }
}

function recordOutcome(
  notificationId: string,
  message: Sending,
  outcome: Sent | Failure,
  at: Date,
): Change<Notification> {
  const now = at.toISOString()
  if (!('reason' in outcome)) {
    const { ended, providerRef } = outcome
    return {
      next: ended ? end(message, { ...ended, at: now }) : recordSent(message, now, providerRef),
    }
  }
  const next = recordFailure(message, outcome, at)
  return { next, events: failureEventsOf(notificationId, next) }
}
