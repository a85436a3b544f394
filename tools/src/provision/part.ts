import { connect } from 'node:net'
import { lookUp } from '@comptoir/contracts/look-up'
import type { AppId } from '@comptoir/contracts/topology'
import type { Environment } from '../runner/plan/environment.ts'
import type { Layout } from '../runner/plan/layout.ts'
import type { Ports } from '../runner/plan/ports.ts'
import type { Secrets } from '../runner/plan/secrets.ts'
import type { ProcessSpec } from '../runner/process/supervise.ts'
import type { Progress } from './commands.ts'

/** A broker or a store as one start of the shop uses it. */
export type Part = {
  readonly name: string
  /** Where it was found, in words. */
  readonly from: string
  /** What to run for it: nothing for one that somebody else runs, or that is a file. */
  readonly processes: readonly ProcessSpec[]
  /** Makes what sidecars must find there, such as users and topics, once it answers. Doing so again changes nothing. */
  readonly prepare?: () => Promise<void>
  /** What a sidecar finds in its environment, where its components have addresses and passwords from. */
  readonly sidecarEnvironment: (appId: AppId) => Environment
}

/** What there is to find or make a part with. */
export type PartInput = {
  readonly layout: Pick<Layout, 'root' | 'home' | 'data' | 'choiceFile'>
  readonly ports: Ports
  readonly secrets: Secrets
  readonly env: NodeJS.ProcessEnv
  readonly isRoot: boolean
  readonly progress: Progress
  readonly stop?: AbortSignal | undefined
  /** Of a store: whose documents it keeps; those of every service unless it is said. */
  readonly services?: readonly AppId[]
}

/** Finds a part, or says how to start it. */
export type ProvidePart = (input: PartInput) => Promise<Part>

/** What the sidecar of a service finds in its environment for all parts together. */
export const sidecarEnvironmentFor =
  (parts: readonly Pick<Part, 'sidecarEnvironment'>[]) =>
  (appId: AppId): Environment =>
    Object.assign({}, ...parts.map((part) => part.sidecarEnvironment(appId)))

/** How a service is called among the users of a store or broker, where `admin` is who administers it. */
export const userNameOf = (appId: string): string => (appId === 'admin' ? 'admin_service' : appId)

/** The environment variables from which components have their store's and broker's address, with its password. */
export const partVariables = {
  store: 'STATE_CONNECTION',
  storeSchema: 'STATE_SCHEMA',
  broker: 'BROKER_ADDRESS',
  brokerAuth: 'BROKER_AUTH',
  brokerUser: 'BROKER_USER',
  brokerPassword: 'BROKER_PASSWORD',
  brokerMechanism: 'BROKER_MECHANISM',
  brokerTlsOff: 'BROKER_TLS_OFF',
  brokerCa: 'BROKER_CA',
  live: 'LIVE_ADDRESS',
} as const

/** The variables that name a broker or a store which others run; what has none lives on one machine. */
const givenVariables: Readonly<Record<string, string>> = {
  jetstream: 'NATS_URL',
  kafka: 'KAFKA_BROKERS',
  mongodb: 'MONGODB_URL',
  mqtt: 'MQTT_URL',
  mysql: 'MYSQL_URL',
  postgresql: 'POSTGRESQL_URL',
  rabbitmq: 'RABBITMQ_URL',
}
export const givenVariable = (name: string): string | undefined => lookUp(givenVariables, name)

/** What a port lacks: undefined once something accepts a connection. */
export function missingPort(port: number, host = '127.0.0.1'): Promise<string | undefined> {
  const socket = connect({ host, port, timeout: 2000 })
  return new Promise((resolve) => {
    const answer = (missing: string | undefined) => {
      socket.destroy()
      resolve(missing)
    }
    socket.once('connect', () => answer(undefined))
    socket.once('error', () => answer('not listening yet'))
    socket.once('timeout', () => answer('no answer'))
  })
}
