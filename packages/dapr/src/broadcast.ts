import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Logger } from '@comptoir/service/log'
import type { Env } from 'hono'
import type { Subscriber } from './subscriptions.ts'

export declare function attachBroadcast<E extends Env>(
  app: OpenAPIHono<E>,
  options: { subscribers: readonly Subscriber[]; log: Logger },
): void
