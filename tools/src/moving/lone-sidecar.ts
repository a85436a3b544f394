import type { AppId } from '@comptoir/contracts/topology'
import type { DaprRuntime } from '../provision/dapr.ts'
import { loneSidecarFlags } from '../resources/dapr-flags.ts'
import type { Environment } from '../runner/plan/environment.ts'
import type { Layout } from '../runner/plan/layout.ts'
import type { Ports } from '../runner/plan/ports.ts'
import { redisSecret } from '../runner/plan/redis-url.ts'
import type { Secrets } from '../runner/plan/secrets.ts'
import { missingPage } from '../runner/process/health.ts'
import type { ProcessSpec } from '../runner/process/supervise.ts'

export type LoneSidecarInput = {
  readonly dapr: Pick<DaprRuntime, 'daprd'>
  readonly ports: Ports
  readonly secrets: Secrets
  readonly redisUrl: string
  readonly root: string
  readonly resources: Pick<Layout, 'resources' | 'configuration'>
  /** What its components have addresses and passwords from. */
  readonly environmentOf: (appId: AppId) => Environment
}

const loopback = '127.0.0.1'

/** A sidecar that serves no app: the way to a service's documents while the shop is stopped. */
export function loneSidecarSpec(input: LoneSidecarInput, appId: AppId): ProcessSpec {
  const { dapr, ports, secrets, redisUrl, resources, environmentOf, root } = input
  const { http } = ports.sidecar(appId)
  return {
    name: `${appId}-documents`,
    group: 'sidecar',
    command: dapr.daprd,
    args: loneSidecarFlags(appId, ports, { ...resources, listen: loopback }),
    env: {
      DAPR_API_TOKEN: secrets.sidecarTokens[appId],
      DAPR_HOST_IP: loopback,
      ...redisSecret(redisUrl),
      ...environmentOf(appId),
    },
    cwd: root,
    port: http,
    missing: () => missingPage(`http://${loopback}:${http}/v1.0/healthz/outbound`),
  }
}
