import { type AppId, appIds } from '@comptoir/contracts/topology'
import { createStatePort, type StatePort } from '@comptoir/dapr/documents/state-port'
import { createOnce } from '@comptoir/dapr/host/once'
import { createSidecar } from '@comptoir/dapr/sidecar/sidecar'
import { stateComponent } from '@comptoir/dapr/sidecar/state-component'
import { Redis } from 'ioredis'
import type { Environment } from '../runner/plan/environment.ts'
import type { Ports } from '../runner/plan/ports.ts'
import type { Secrets } from '../runner/plan/secrets.ts'
import { storeOf } from '../runner/plan/store-choice.ts'
import { type DocumentKey, listDocumentKeys } from './document-keys.ts'

/** What a shop has stored: its Redis, and the documents of each service through their sidecars. */
export type Stores = {
  readonly redis: Redis
  /** The documents of a service, as its sidecar reads and writes them. */
  state(appId: AppId): StatePort
  /** The documents of a service, as its store lists them. */
  keys(appId: AppId): Promise<DocumentKey[]>
}

export type StoresAddress = {
  readonly ports: Ports
  readonly secrets: Pick<Secrets, 'sidecarTokens'>
  /** Which store keeps the documents of which service. */
  readonly store: string
  readonly redisUrl: string
  /** What the components of a sidecar have addresses and passwords from. */
  readonly environmentOf: (appId: AppId) => Environment
}

/** Connects to stores and sidecars that run. */
export function connectStores(address: StoresAddress): Stores & { close(): void } {
  const { ports, secrets, store, redisUrl, environmentOf } = address
  const redis = new Redis(redisUrl)
  const sidecars = new Map(
    appIds.map((appId) => {
      const httpPort = ports.sidecar(appId).http
      const options = { httpPort, apiToken: secrets.sidecarTokens[appId], maxSockets: 32 }
      return [appId, createSidecar(options)] as const
    }),
  )
  const sidecarOf = (appId: AppId) => {
    const sidecar = sidecars.get(appId)
    if (!sidecar) throw new Error(`no sidecar of ${appId}`)
    return sidecar
  }
  return {
    redis,
    state: (appId) =>
      createStatePort(
        sidecarOf(appId),
        createOnce(() => stateComponent(sidecarOf(appId))),
      ),
    keys(appId) {
      const environment = environmentOf(appId)
      return listDocumentKeys({ appId, store: storeOf(store, appId), redis, environment })
    },
    close() {
      redis.disconnect()
      for (const sidecar of sidecars.values()) sidecar.close()
    },
  }
}
