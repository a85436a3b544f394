import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync } from 'node:fs'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { z } from 'zod'
import { newEventSeeds } from '../../resources/event-keys.ts'
import { attempt, readText, replaceFile } from '../files.ts'
import { UserError } from '../screen/user-error.ts'

const appId = z.enum(appIds)
const secretsSchema = z.object({
  /** What every sidecar shows its app. */
  appApiToken: z.string(),
  /** What each service shows its own sidecar. */
  sidecarTokens: z.record(appId, z.string()),
  /** What each service signs its events with: Ed25519 seeds. */
  eventSeeds: z.record(appId, z.string()),
  redisPassword: z.string(),
  /** What the passwords of the databases and brokers of this checkout are made from. */
  partsKey: z.string(),
  /** What accounts encrypts its signing keys with: lost, they are lost. */
  keyEncryptionKey: z.string(),
  stripeSecretKey: z.string(),
  stripeWebhookSecret: z.string(),
  smtpPassword: z.string(),
  twilioAuthToken: z.string(),
  /** What keys of messages are derived from: of links to unsubscribe, and of push messages. */
  messagesKey: z.string(),
  adminPassword: z.string(),
  staffPassword: z.string(),
  customerPassword: z.string(),
})
/** An older checkout, or one that has learnt a service since, lacks some. */
const storedSchema = secretsSchema
  .partial()
  .extend({ sidecarTokens: z.partialRecord(appId, z.string()).optional() })
  .extend({ eventSeeds: z.partialRecord(appId, z.string()).optional() })

/** What this checkout keeps to itself: tokens between its processes, and the demo shop's passwords. */
export type Secrets = z.infer<typeof secretsSchema>

/** The demo shop's people; their passwords are made once per checkout. */
export const demoPeople = {
  admin: 'admin@comptoir.example',
  staff: 'staff@comptoir.example',
  customer: 'camille@comptoir.example',
  vendor: 'vannerie@comptoir.example',
  agent: 'agent@comptoir.example',
} as const

/**
 * Reads the secrets; those that are missing are made and kept. The file is readable by its owner only. Throws a
 * UserError when the file is there but damaged: new passwords in its place would shut their owner out of the shop.
 */
export function readSecrets(file: string): Secrets {
  const secrets = completed(readStored(file))
  const text = `${JSON.stringify(secrets, undefined, 2)}\n`
  if (readText(file) !== text) replaceFile(file, text, 0o600)
  chmodSync(file, 0o600)
  return secrets
}

/** The secrets in a file, which is left as it is. Throws a UserError when it is not there, or no file of secrets. */
export function secretsIn(file: string): Secrets {
  if (!existsSync(file)) throw new UserError(`${file} is not there`)
  return completed(readStored(file))
}

function completed(stored: z.infer<typeof storedSchema>): Secrets {
  const fresh = newSecrets()
  return {
    ...fresh,
    ...stored,
    sidecarTokens: { ...fresh.sidecarTokens, ...stored.sidecarTokens },
    eventSeeds: { ...fresh.eventSeeds, ...stored.eventSeeds },
  }
}

/** The secrets of this checkout as far as there are any; nothing is made. */
export const keptSecrets = (file: string): Partial<Secrets> => readStored(file) as Partial<Secrets>

function readStored(file: string): z.infer<typeof storedSchema> {
  if (!existsSync(file)) return {}
  const stored = storedSchema.safeParse(attempt(() => JSON.parse(readText(file) ?? '')))
  if (stored.success) return stored.data
  throw new UserError(
    `${file} is damaged: restore it, or forget all of this shop with npm run reset`,
  )
}

/** Secrets that nobody has seen yet. */
export function newSecrets(): Secrets {
  return {
    appApiToken: random(24),
    sidecarTokens: Object.fromEntries(appIds.map((id) => [id, random(24)])) as Record<
      AppId,
      string
    >,
    eventSeeds: newEventSeeds(),
    redisPassword: random(24),
    partsKey: random(32),
    keyEncryptionKey: random(32),
    stripeSecretKey: `sk_test_${random(18)}`,
    stripeWebhookSecret: `whsec_${random(18)}`,
    smtpPassword: random(18),
    twilioAuthToken: random(24),
    messagesKey: random(32),
    adminPassword: random(12),
    staffPassword: random(12),
    customerPassword: random(12),
  }
}

/** The password of a user of a database or broker: the same at every start, another for each name. */
export const partPassword = ({ partsKey }: Pick<Secrets, 'partsKey'>, name: string): string =>
  createHmac('sha256', partsKey).update(name).digest('base64url').slice(0, 32)

/** The password of somebody who comes with the demo shop's goods: the same at every start of a checkout. */
export const demoPassword = (secrets: Pick<Secrets, 'partsKey'>, who: 'vendor' | 'agent'): string =>
  partPassword(secrets, `demo ${who}`).slice(0, 16)

const random = (bytes: number) => randomBytes(bytes).toString('base64url')
