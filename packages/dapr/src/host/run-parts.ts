import type { Erase } from '../documents/erasure.ts'
import type { CollectPersonalData } from '../documents/personal-data.ts'
import type { Subscriber } from '../events/subscriptions.ts'
import type { AnyCollection } from '../outbox/crash-relay.ts'
import type { WorkflowEngine } from '../workflow/engine.ts'
import type { Stop } from './background.ts'
import type { createPersonParts } from './persons.ts'

export type HostRun = {
  readonly subscribers?: readonly Subscriber[]
  /** Handlers of broadcasts: they run in every replica. */
  readonly broadcasts?: readonly Subscriber[]
  /** Components of its sidecar beside those that every service has. */
  readonly components?: readonly string[]
  /** Its log is written by scripts in Redis, which cannot sign: its events are signed as they are read. */
  readonly isScripted?: boolean
  /** Every collection of the service: the relay finishes their documents. */
  readonly collections?: readonly AnyCollection[]
  readonly workers?: readonly (() => Stop | Promise<Stop>)[]
  /** Takes the person out of what the service holds of a deleted account: see `createErasure`. */
  readonly erase?: Erase
  /** All that the service holds of a user, for the export of their data. */
  readonly personalData?: CollectPersonalData
  /** The workflow engine, when the service runs workflows: the process is ready when its worker is connected. */
  readonly engine?: WorkflowEngine
}

type OwnParts = ReturnType<typeof createPersonParts> & Required<Pick<HostRun, 'broadcasts'>>

/** What a service runs, with what its host adds to it. */
export function withParts(run: HostRun, parts: OwnParts): HostRun {
  const subscribers = [...(run.subscribers ?? []), ...parts.subscribers]
  const broadcasts = [...(run.broadcasts ?? []), ...parts.broadcasts]
  const collections = [...(run.collections ?? []), ...parts.collections]
  const workers = [...(run.workers ?? []), ...parts.workers]
  return { ...run, subscribers, broadcasts, collections, workers }
}
