import type { CloudEvent } from '@comptoir/contracts/event'
import type { ProblemCode } from '@comptoir/contracts/problem'
import { runWithTrace } from '@comptoir/service/observability/trace'
import { isRefusal, type Refusal } from '@comptoir/service/problems/refusal'
import type { Store } from '../documents/store.ts'
import { type EventName, nameOf } from './delivered-event.ts'
import { schemaReason } from './schema-reason.ts'
import { requireGenuine } from './signatures.ts'
import type { EventMeta, Subscriber } from './subscriptions.ts'

export type Verdict =
  /** By this call, or before it (or nothing is to be done). */
  | { readonly status: 'done'; readonly now: boolean }
  | { readonly status: 'dropped'; readonly reason: string }

const rememberedMs = 3_600_000
const passing: ReadonlySet<ProblemCode> = new Set([
  'conflict',
  'request_running',
  'rate_limited',
  'not_found',
])

/**
 * Passes an event to its handlers, unless it was handled in the last hour. An event that can never succeed is dropped; any
 * other failure throws, so that the event is delivered again. A handler that fails does not stop the others. Throws a
 * ForgedEvent when the producer did not sign the event.
 */
export async function consume(
  store: Store,
  subscribers: readonly Subscriber[],
  event: CloudEvent,
): Promise<Verdict> {
  if (await isHandled(store, subscribers, event)) return { status: 'done', now: false }
  requireGenuine(store.signatures, event)
  const reasons = await handleAll(subscribers, event)
  if (reasons.length > 0) return { status: 'dropped', reason: reasons.join('; ') }
  await store.keys.claim(seenKey(store, event), new Date(store.now()).toISOString(), rememberedMs)
  return { status: 'done', now: true }
}

/** Whether nothing is left to do: the event has no handler, or was handled in the last hour. */
export async function isHandled(
  store: Store,
  subscribers: readonly Subscriber[],
  event: EventName,
): Promise<boolean> {
  if (handlersOf(subscribers, event).length === 0) return true
  return (await handledAt(store, event)) !== undefined
}

/** When the event was handled; known for an hour. */
export async function handledAt(store: Store, event: EventName): Promise<string | undefined> {
  return await store.keys.read(seenKey(store, event))
}

export const handlersOf = (
  subscribers: readonly Subscriber[],
  { type }: EventName,
): readonly Subscriber[] => subscribers.filter(({ definition }) => definition.type === type)

const seenKey = ({ service }: Store, event: EventName) => `seen:${service}:${nameOf(event)}`

/** The reasons why handlers can never handle the event. Runs all of them, then throws the first failure. */
export async function handleAll(
  subscribers: readonly Subscriber[],
  event: CloudEvent,
): Promise<string[]> {
  const reasons: string[] = []
  const errors: unknown[] = []
  for (const subscriber of handlersOf(subscribers, event)) {
    const reason = await handle(subscriber, event).catch((error: unknown) => {
      errors.push(error)
      return undefined
    })
    if (reason !== undefined) reasons.push(reason)
  }
  if (errors.length > 0) throw errors[0]
  return reasons
}

/** The reason why the event can never be handled, or nothing. */
export async function handle(
  { definition, handle }: Subscriber,
  event: CloudEvent,
): Promise<string | undefined> {
  const data = definition.schema.safeParse(event.data)
  if (!data.success) return schemaReason(data.error)
  try {
    await runWithTrace(event.traceparent, () => handle(data.data, metaOf(event)))
    return undefined
  } catch (error) {
    if (!isRefusal(error) || mayStillSucceed(error)) throw error
    return error.message
  }
}

function metaOf(event: CloudEvent): EventMeta {
  const { id, type, subject, time, aggregateversion: version } = event
  return { id, type, subject, version, time }
}

/** Whether a retry may succeed: a dependency is down, there was a conflict, or something is not there yet. */
export function mayStillSucceed(refusal: Refusal): boolean {
  return refusal.status >= 500 || passing.has(refusal.code)
}
