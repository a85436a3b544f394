import type { AppId } from '@comptoir/contracts/topology'
import type { ServiceApp } from '@comptoir/service/app'
import type { TokenVerifier } from '@comptoir/service/auth'
import type { BaseConfig } from '@comptoir/service/config'
import type { Logger } from '@comptoir/service/log'
import type { Redis } from 'ioredis'
import type { Client } from './invoke.ts'
import type { Live } from './live.ts'
import type { AnyCollection, Stop } from './relay.ts'
import type { Sidecar } from './sidecar.ts'
import type { Store } from './store.ts'
import type { Subscriber } from './subscriptions.ts'
import type { WorkflowEngine } from './workflow.ts'

export type HostRun = {
  subscribers?: readonly Subscriber[]
  /** Handlers of the broadcast topics: they run in every replica. */
  broadcasts?: readonly Subscriber[]
  /** Every collection of the service: the relay finishes their documents. */
  collections?: readonly AnyCollection[]
  workers?: readonly (() => Stop | Promise<Stop>)[]
  /** The workflow engine, when the service runs workflows. */
  engine?: WorkflowEngine
}

/** What every service process has; `run` listens and keeps it going until SIGTERM. */
export type Host = {
  readonly log: Logger
  readonly redis: Redis
  readonly sidecar: Sidecar
  readonly store: Store
  readonly verify: TokenVerifier
  readonly live: Live
  client(appId: AppId): Client
  /** Why the process is not ready, for `/readyz`. */
  ready(): Promise<string | undefined>
  run(app: ServiceApp, options?: HostRun): Promise<void>
}

export declare function createHost(appId: AppId, config: BaseConfig): Promise<Host>
