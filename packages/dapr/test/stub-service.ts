import type { AppId } from '@comptoir/contracts/topology'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import type { Redis } from 'ioredis'
import { createStore } from '../src/documents/sidecar-store.ts'
import type { Store } from '../src/documents/store.ts'
import { attachLog } from '../src/events/event-log.ts'
import { createEventSignatures, type EventKeys } from '../src/events/signatures.ts'
import { type Client, createClient } from '../src/sidecar/invoke.ts'
import { createSidecar, type Sidecar } from '../src/sidecar/sidecar.ts'

/** What a stub service needs of a sandbox. */
export type TestSandbox = {
  readonly appToken: string
  appPort(appId: string): number
  sidecar(appId: string): { readonly httpPort: number; readonly apiToken: string }
  eventKeys(appId: AppId): EventKeys
}

export type StubService = {
  readonly app: ServiceApp
  readonly store: Store
  readonly listener: Listener
  client(callee: AppId): Client
}

/**
 * Replaces a service in an integration test, beside its real sidecar: writes documents with their events, serves its log
 * and calls other services.
 * @example const orders = await startStubService('orders', sandbox, redis)
 */
export async function startStubService(
  appId: AppId,
  sandbox: TestSandbox,
  redis: Redis,
): Promise<StubService> {
  const { app, store, sidecar } = createStub(appId, { sandbox, redis })
  const listener = await listen(app, { port: sandbox.appPort(appId), host: '127.0.0.1' })
  return { app, store, listener, client: (callee) => createClient(sidecar, callee) }
}

type Beside = {
  readonly sandbox: Omit<TestSandbox, 'appPort'>
  readonly redis: Redis
  /** Which of the sidecars of the service, where it has several. */
  readonly sidecarName?: string
  /** Changes what it asks of its sidecar, to see whether a test notices. */
  readonly plant?: (sidecar: Sidecar) => Sidecar
}

/** What a stub service is made of: an app that serves its log, and a store, beside a real sidecar. */
export function createStub(appId: AppId, beside: Beside) {
  const { sandbox, redis, sidecarName = appId, plant = (same) => same } = beside
  const { verify } = createTestVerifier()
  const log = silentLog()
  const names = { appId, title: appId, description: appId }
  const app = createServiceApp({ ...names, verify, log, appToken: sandbox.appToken })
  const sidecar = plant(createSidecar(sandbox.sidecar(sidecarName)))
  const signatures = createEventSignatures(sandbox.eventKeys(appId))
  const store = createStore({ sidecar, redis, service: appId, log, signatures })
  attachLog(app, store)
  return { app, store, sidecar }
}
