import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import type { ProvidePart } from '@comptoir/tools/provision/part'
import { providerOf } from '@comptoir/tools/provision/provide-parts'
import { type RunningPart, runPart } from '@comptoir/tools/sandbox/running-part'
import {
  freePorts,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { brokerUnderTest } from './brokers.ts'

export type BrokerBed = {
  readonly name: string
  readonly sandbox: Sandbox
  readonly redis: Redis
  /** The broker, where it is not Redis. */
  readonly part: RunningPart | undefined
  /** The app whose replica has that name. */
  appIdOf(replica: string): AppId
  /** Ends the broker's process, leaves it away for a while, and starts it on what it kept. */
  restartBroker(awayMs: number): Promise<void>
  stop(): Promise<void>
}

/** Replicas by name: `payments`, `payments-2` are two of payments. */
export type BedOptions = Pick<SandboxOptions, 'deliveryTries' | 'edit'> & {
  readonly replicas: readonly string[]
  /** Default: the one that the command line names. */
  readonly broker?: string
  /** Default: how `npm start` finds or starts that broker. */
  readonly provide?: ProvidePart
}

/**
 * The broker under test as `npm start` would start it, and a real sidecar for each replica of an app, with the product's
 * own components, scopes, subscriptions and retries.
 */
export async function startBrokerBed({
  replicas,
  provide,
  ...options
}: BedOptions): Promise<BrokerBed> {
  const name = options.broker ?? brokerUnderTest(process.env).name
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-broker-'))
  const provideBroker = provide ?? providerOf(name)
  const part = provideBroker && (await runPart(provideBroker, folder))
  const appIdOf = (replica: string) => replica.replace(/-\d+$/, '') as AppId
  const ports = await freePorts(replicas.length)
  const apps = replicas.map((replica, n) => ({
    ...{ appId: appIdOf(replica), name: replica },
    appPort: ports[n] ?? 0,
  }))
  const sidecarEnvironment = part?.part.sidecarEnvironment
  const sandbox = await startSandbox({
    ...{ ...options, apps, broker: name },
    ...(sidecarEnvironment && { sidecarEnvironment }),
  })
  const redis = new Redis(sandbox.redisUrl)
  // where Redis is the broker, tests take it away
  redis.on('error', () => {})
  return {
    ...{ name, sandbox, redis, part, appIdOf },
    restartBroker: part ? part.restart : sandbox.restartRedis,
    async stop() {
      redis.disconnect()
      await sandbox.stop()
      await part?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
