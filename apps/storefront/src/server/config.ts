import { baseConfig, readConfig } from '@comptoir/service/config'
import { z } from 'zod'

const shape = {
  ...baseConfig,
  /** Whether pages ask the gateway, or each service itself (`SERVICE_URL_CATALOG`). */
  apiMode: z.enum(['gateway', 'direct']).default('gateway'),
  apiUrl: z.url().default('http://127.0.0.1:8080'),
  /** Where browsers load pictures from. */
  publicImageUrl: z.url().default('http://localhost:8080'),
  /** Where people reach the site: with HTTPS its cookies are for HTTPS only. */
  publicSiteUrl: z.url().default('http://localhost:9000'),
  /** What cookies are sealed with, the same in every replica; without it a key is derived from `APP_API_TOKEN`. */
  sessionSecret: z.string().min(32).optional(),
  /** How many proxies of ours stand before the site: their X-Forwarded-For is believed. */
  trustedProxyHops: z.coerce.number().int().min(0).default(0),
  /** `development` renders from the sources, without a build. */
  siteMode: z.enum(['production', 'development']).default('production'),
  pageMemoryBytes: z.coerce
    .number()
    .int()
    .min(1024 * 1024)
    .default(64 * 1024 * 1024),
}

type Env = Readonly<Record<string, string | undefined>>

/** The settings of the storefront. */
export function readStorefrontConfig(env: Env = process.env) {
  return readConfig(shape, env)
}
