import type { Topic } from '@comptoir/contracts/topology'
import type { Logger } from '@comptoir/service/log'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from 'hono'
import type { Client } from './invoke.ts'
import type { Stop } from './relay.ts'
import type { Store } from './store.ts'
import type { Subscriber } from './subscriptions.ts'

export declare function attachLog<E extends Env>(app: OpenAPIHono<E>, store: Store): void

export type TailOptions = {
  store: Store
  producer: Topic
  client: Client
  subscribers: readonly Subscriber[]
  log: Logger
  everyMs?: number
}

export declare function startTail(options: TailOptions): Stop
