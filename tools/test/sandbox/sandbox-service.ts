import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import { checkout } from '../../src/runner/plan/layout.ts'
import type { Sandbox } from './sandbox.ts'

/**
 * Starts a service of this repository as a process of its own, beside its sidecar in a sandbox.
 * @example const billing = startService(sandbox, 'billing'); billing.kill('SIGTERM')
 */
export function startService(
  sandbox: Sandbox,
  appId: AppId,
  settings: Readonly<Record<string, string>> = {},
): ChildProcess {
  const { httpPort, grpcPort, apiToken } = sandbox.sidecar(appId)
  const { eventSigningKey, eventPublicKeys } = sandbox.eventKeys(appId)
  return spawn(process.execPath, [join(checkout, 'services', appId, 'src', 'main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(sandbox.appPort(appId)),
      DAPR_HTTP_PORT: String(httpPort),
      DAPR_GRPC_PORT: String(grpcPort),
      APP_API_TOKEN: sandbox.appToken,
      DAPR_API_TOKEN: apiToken,
      EVENT_SIGNING_KEY: eventSigningKey,
      EVENT_PUBLIC_KEYS: eventPublicKeys,
      REDIS_URL: sandbox.redisUrl,
      ...settings,
    },
  })
}
