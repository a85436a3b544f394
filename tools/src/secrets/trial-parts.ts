import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { lookUp } from '@comptoir/contracts/look-up'
import { succeed } from '../cluster/programs.ts'
import { givenVariable } from '../provision/part.ts'
import type { Choice } from '../runner/plan/choice.ts'
import type { Environment } from '../runner/plan/environment.ts'
import { storesIn } from '../runner/plan/store-choice.ts'
import { UserError } from '../runner/screen/user-error.ts'
import type { Connections } from './connections.ts'

/** How a part of the chart trial-parts is reached: through its Service, or a forwarded port of this machine. */
type TrialPart = {
  readonly port: number
  /** The port that is forwarded, and on which one of this machine; default: `port`, on any. */
  readonly outside?: number
  readonly url: (password: string, address: string) => string
}

const login = 'comptoir'

export const trialParts: Readonly<Record<string, TrialPart>> = {
  jetstream: { port: 4222, url: (password, at) => `nats://${login}:${password}@${at}` },
  // it tells clients where it is: by its Service inside, on the loopback interface outside
  kafka: { port: 9092, outside: 19_092, url: (_, at) => at },
  mqtt: { port: 1883, url: (password, at) => `mqtt://${login}:${password}@${at}` },
  mysql: { port: 3306, url: (password, at) => `mysql://${login}:${password}@${at}/comptoir` },
  postgresql: { port: 5432, url: (password, at) => `postgresql://${login}:${password}@${at}/shop` },
  rabbitmq: { port: 5672, url: (password, at) => `amqp://${login}:${password}@${at}` },
}

/** The parts of a choice that the chart trial-parts can run, by name. */
export const trialPartsOf = ({ broker, store, live }: Choice): string[] =>
  [broker, ...storesIn(store), ...(live ? [live] : [])].filter((name) => lookUp(trialParts, name))

/** Trial parts that are reached from this machine, until `close` is called. */
export type Reached = {
  /** Their addresses on this machine, as `POSTGRESQL_URL` and so on. */
  readonly env: Environment
  /** The same connections as sidecars in the cluster have them. */
  fromInside(connections: Connections): Connections
  close(): void
}

/**
 * Forwards a port to each trial part of a choice, in a namespace of the cluster that kubectl uses. Throws a UserError when
 * one is not there.
 */
export async function reachTrialParts(choice: Choice, namespace: string): Promise<Reached> {
  const password = await readPassword(namespace)
  const children: ChildProcess[] = []
  const close = () => {
    for (const child of children) child.kill()
  }
  const urls: [string, string][] = []
  const inside = new Map<string, string>()
  try {
    for (const name of trialPartsOf(choice)) {
      const part = lookUp(trialParts, name)
      const variable = givenVariable(name)
      if (!part || !variable) continue
      const { child, port } = await forward(namespace, name, part)
      children.push(child)
      const address = `127.0.0.1:${port}`
      inside.set(address, `${name}:${part.port}`)
      urls.push([variable, part.url(password, address)])
    }
  } catch (error) {
    close()
    throw error
  }
  const env = Object.fromEntries(urls)
  return { env, close, fromInside: (connections) => replaceAddresses(connections, inside) }
}

/** Connections with other addresses in place of some. */
export function replaceAddresses(
  connections: Connections,
  addresses: ReadonlyMap<string, string>,
): Connections {
  const replaced = (text: string) =>
    [...addresses].reduce((all, [from, to]) => all.replaceAll(from, to), text)
  return Object.fromEntries(
    Object.entries(connections).map(([appId, environment]) => [
      appId,
      Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, replaced(value)]),
      ),
    ]),
  ) as Connections
}

async function readPassword(namespace: string): Promise<string> {
  const asked = ['get', 'secret', 'trial-parts', '-o', 'jsonpath={.data.password}']
  const encoded = await succeed('kubectl', ['--namespace', namespace, ...asked], {})
  return Buffer.from(encoded, 'base64').toString()
}

/** Forwards a port of this machine to a Service, and says which. */
async function forward(namespace: string, name: string, { port, outside }: TrialPart) {
  const ports = outside === undefined ? `:${port}` : `${outside}:${outside}`
  const args = ['--namespace', namespace, 'port-forward', `service/${name}`, ports]
  const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const failed = once(child, 'exit').then(() => {
    throw new UserError(`${name} is not reached: is it among the parts of charts/trial-parts?`)
  })
  const forwarded = (async () => {
    for await (const line of createInterface(child.stdout)) {
      const local = /^Forwarding from 127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (local) return { child, port: Number(local) }
    }
    return await failed
  })()
  return await Promise.race([forwarded, failed])
}
