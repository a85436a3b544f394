import type { ServiceApp } from '@comptoir/service/app'
import { listen } from '@comptoir/service/http/listen'
import { drainStore, type Store } from '../../src/documents/store.ts'
import { attachBroadcast } from '../../src/events/broadcast.ts'
import { attachSubscribers } from '../../src/events/event-routes.ts'
import type { Subscriber } from '../../src/events/subscriptions.ts'
import { createClient } from '../../src/sidecar/invoke.ts'
import type { Sidecar } from '../../src/sidecar/sidecar.ts'
import { createStub } from '../stub-service.ts'
import type { BrokerBed } from './broker-bed.ts'

/** A replica of a service beside its sidecar: the product's store, and the routes that the sidecar delivers to. */
export type Replica = {
  readonly name: string
  readonly app: ServiceApp
  readonly store: Store
  /** The log of orders, as a consumer reads it. */
  readonly ordersLog: ReturnType<typeof createClient>
  /** Ends the app; its sidecar stays. */
  stop(): Promise<void>
}

export type Handled = (store: Store, replica: string) => readonly Subscriber[]

type Handlers = {
  readonly subscribers?: Handled
  readonly broadcasts?: Handled
  /** Changes what it asks of its sidecar. */
  readonly plant?: (sidecar: Sidecar) => Sidecar
}

/** Starts a replica whose handlers are given by its store and name. */
export async function startReplica(
  { sandbox, redis, appIdOf }: Pick<BrokerBed, 'sandbox' | 'redis' | 'appIdOf'>,
  name: string,
  { subscribers, broadcasts, plant }: Handlers = {},
): Promise<Replica> {
  const beside = { sandbox, redis, sidecarName: name, ...(plant && { plant }) }
  const { app, store, sidecar } = createStub(appIdOf(name), beside)
  attachSubscribers(app, { store, subscribers: subscribers?.(store, name) ?? [] })
  attachBroadcast(app, { store, subscribers: broadcasts?.(store, name) ?? [] })
  const listener = await listen(app, { port: sandbox.appPort(name), host: '127.0.0.1' })
  return {
    ...{ name, app, store },
    ordersLog: createClient(sidecar, 'orders'),
    async stop() {
      await listener.close()
      await drainStore(store)
      sidecar.close()
    },
  }
}
