import { serviceUrlOf } from '@comptoir/contracts/platform/service-url'
import type { AppId } from '@comptoir/contracts/topology'
import { baseConfig, readConfig } from '@comptoir/service/config'
import { z } from 'zod'

const count = (initial: number) => z.coerce.number().int().min(0).default(initial)

const configShape = {
  ...baseConfig,
  /** A minute, by address: requests, catalogue reads aside; 0 turns a limit off. */
  rateLimitPerMinute: count(30_000),
  rateLimitReadsPerMinute: count(600_000),
  /** Tries to sign in or up. */
  rateLimitSignInPerMinute: count(1_200),
  /** Reads of the API's document and its pages: each is hundreds of kilobytes. */
  rateLimitDocumentsPerMinute: count(300),
  /** How many proxies of ours stand before the gateway: their X-Forwarded-For is believed. */
  trustedProxyHops: count(0),
  /** Requests that wait for a service at once: in all, of one address, of one user; 0 turns a limit off. */
  openCalls: count(1_000),
  openCallsPerAddress: count(512),
  openCallsPerUser: count(128),
  /** Live streams at once. */
  openStreams: count(4_000),
  openStreamsPerAddress: count(256),
  openStreamsPerUser: count(16),
  /** Connections of one address. */
  socketsPerAddress: count(1_024),
  timeoutMs: z.coerce.number().int().min(100).default(15_000),
  bodyLimitBytes: count(1024 * 1024),
  fileLimitBytes: count(12 * 1024 * 1024),
  cacheTtlMs: count(2_000),
  cacheMaxBytes: count(64 * 1024 * 1024),
}

export type GatewayConfig = ReturnType<typeof readGatewayConfig>

export function readGatewayConfig(env: Readonly<Record<string, string | undefined>> = process.env) {
  const config = readConfig(configShape, env)
  return { ...config, serviceUrl: (appId: AppId) => serviceUrlOf(appId, env) }
}
