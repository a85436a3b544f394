import { lookUp } from '@comptoir/contracts/look-up'
import { z } from 'zod'

/** The settings that every process has; a service adds its own: `{ ...baseConfig, stripeApiUrl: z.url() }`. */
export const baseConfig = {
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().default('127.0.0.1'),
  daprHttpPort: z.coerce.number().int().min(1).max(65_535).default(3500),
  daprGrpcPort: z.coerce.number().int().min(1).max(65_535).default(50_001),
  daprApiToken: z.string().optional(),
  appApiToken: z.string().min(1),
  /** What the events of this service are signed with, and those of others checked with. */
  eventSigningKey: z.string().min(1),
  eventPublicKeys: z.string().min(1),
  redisUrl: z.string().default('redis://127.0.0.1:6380'),
  /** Where the address does not hold it: a cluster keeps it in a Secret. */
  redisPassword: z.string().optional(),
  jwtIssuer: z.string().default('comptoir'),
  jwtAudience: z.string().default('comptoir'),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  corsOrigins: z
    .string()
    .default('http://localhost:8080,http://localhost:9000,http://localhost:9010')
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    ),
  /** Lets drills plan faults inside the process: never in a shop that sells. */
  faults: z.enum(['on', 'off']).default('off'),
  /** The pub/sub component that carries live channels; without one Redis does. */
  liveComponent: z.string().optional(),
  publicUrl: z.string().default('http://localhost:8080'),
  /** How often consumer groups of sidecars that are gone are looked for: longer than a living sidecar may hang. */
  groupSweepSeconds: z.coerce.number().int().min(1).default(3_600),
}

export type BaseConfig = z.infer<z.ZodObject<typeof baseConfig>>

type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads settings from the environment: `daprHttpPort` comes from `DAPR_HTTP_PORT`. What is wrong is said in one
 * line per variable, and the process ends with code 2.
 * @example const config = readConfig({ ...baseConfig, stripeApiUrl: z.url() })
 */
export function readConfig<T extends z.ZodRawShape>(
  shape: T,
  env: Env = process.env,
  stop: (lines: string[]) => never = stopProcess,
): z.infer<z.ZodObject<T>> {
  const raw = new Map<string, string>()
  for (const key of Object.keys(shape)) {
    const value = lookUp(env, variableOf(key))
    if (value !== undefined && value !== '') raw.set(key, value)
  }
  const result = z.object(shape).safeParse(Object.fromEntries(raw))
  if (result.success) return result.data
  return stop(
    result.error.issues.map((issue) => {
      const key = String(issue.path[0])
      return raw.has(key)
        ? `${variableOf(key)} is not valid: ${issue.message}`
        : `${variableOf(key)} is not set`
    }),
  )
}

function variableOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

/** Says each fault in a line of the log, and ends the process. */
export function stopProcess(lines: string[]): never {
  const time = new Date().toISOString()
  for (const msg of lines) {
    process.stderr.write(`${JSON.stringify({ level: 'fatal', time, msg })}\n`)
  }
  process.exit(2)
}
