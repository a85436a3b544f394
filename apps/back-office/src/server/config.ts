import { baseConfig, readConfig } from '@comptoir/service/config'
import { z } from 'zod'

const shape = {
  port: baseConfig.port,
  host: baseConfig.host,
  logLevel: baseConfig.logLevel,
  /** Where browsers reach the gateway. */
  publicUrl: z.url().default('http://localhost:8080'),
  /** Where browsers reach services without the gateway: `accounts=http://localhost:9001,…`. Empty: they cannot. */
  publicServiceUrls: z.string().default('').transform(readAddresses),
  /** Where staff open the site: with HTTPS its cookie is for HTTPS only. */
  publicOfficeUrl: z.url().default('http://localhost:9010'),
  /** Where shoppers open the shop: pages lead there from a product. */
  publicShopUrl: z.url().optional(),
  /** Where this process reaches the gateway. */
  apiUrl: z.url().default('http://127.0.0.1:8080'),
  /** How many proxies of ours stand before the site: their X-Forwarded-For is believed. */
  trustedProxyHops: z.coerce.number().int().min(0).default(0),
}

/** Addresses by the names of services. */
function readAddresses(text: string, context: z.RefinementCtx): Readonly<Record<string, string>> {
  const entries = text
    .split(',')
    .filter(Boolean)
    .map((entry) => entry.trim().split('='))
  const wrong = entries.find(([name, url = '']) => !name || !URL.canParse(url))
  if (wrong) context.addIssue(`${wrong.join('=')} names no address`)
  return Object.fromEntries(entries)
}

type Env = Readonly<Record<string, string | undefined>>

/** The settings of the back office. */
export function readBackOfficeConfig(env: Env = process.env) {
  return readConfig(shape, env)
}

export type BackOfficeConfig = ReturnType<typeof readBackOfficeConfig>
