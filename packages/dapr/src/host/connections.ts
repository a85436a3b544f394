import type { AppId } from '@comptoir/contracts/topology'
import type { BaseConfig } from '@comptoir/service/config'
import type { Logger } from '@comptoir/service/observability/log'
import { Redis } from 'ioredis'
import { createLive } from '../live/live-channels.ts'
import { createComponentLive, type LiveChannels } from '../live/live-component.ts'
import type { Sidecar } from '../sidecar/sidecar.ts'

/** Longer than the longest blocking read. */
const redisWithinMs = 5_000

/** The Redis of the process. */
export function openRedis({ redisUrl, redisPassword }: BaseConfig, log: Logger): Redis {
  const password = redisPassword ? { password: redisPassword } : {}
  // without a limit a request would hang as long as Redis does
  const redis = new Redis(redisUrl, { commandTimeout: redisWithinMs, ...password })
  redis.on('error', (error) => log.warn({ err: error }, 'redis'))
  return redis
}

/** Live channels through the component that the operator chose, else through Redis. */
export function openLiveChannels(
  appId: AppId,
  { liveComponent }: BaseConfig,
  { redis, sidecar }: { redis: Redis; sidecar: Sidecar },
): LiveChannels {
  if (liveComponent) return createComponentLive({ sidecar, appId, component: liveComponent })
  return { live: createLive(redis), resources: [], attach: () => {} }
}
