import type { EventDefinition } from '@comptoir/contracts/event'
import { broadcasts, subscriptions } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import type { Subscriber } from './subscriptions.ts'

type Handled = {
  readonly subscribers: readonly Subscriber[]
  readonly broadcasts: readonly Subscriber[]
}

/**
 * Throws when a service handles other kinds of event than its sidecar subscribes to: a kind without a handler would be
 * delivered for nothing, a handler without a subscription would never run.
 */
export function checkWiring(appId: AppId, handled: Handled): void {
  const faults = [
    ...wiringFaults('subscriptions', subscriptions[appId] ?? [], handled.subscribers),
    ...wiringFaults('broadcasts', broadcasts[appId] ?? [], handled.broadcasts),
  ]
  if (faults.length > 0) throw new Error(`${appId}: ${faults.join('; ')}`)
}

/** Where a list of `packages/contracts/src/subscriptions.ts` and the handlers differ, as sentences. */
export function wiringFaults(
  list: 'subscriptions' | 'broadcasts',
  listed: readonly EventDefinition[],
  subscribers: readonly Subscriber[],
): string[] {
  const handled = subscribers.map(({ definition }) => definition)
  return [
    ...missing(listed, handled).map((type) => `no handler of ${type}, which its ${list} list`),
    ...missing(handled, listed).map((type) => `handles ${type}, which its ${list} do not list`),
  ]
}

function missing(kinds: readonly EventDefinition[], others: readonly EventDefinition[]): string[] {
  const known = new Set(others.map(({ type }) => type))
  return kinds.map(({ type }) => type).filter((type) => !known.has(type))
}
