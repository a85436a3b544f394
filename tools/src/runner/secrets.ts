import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const secretsSchema = z.object({
  appApiToken: z.string(),
  stripeSecretKey: z.string(),
  stripeWebhookSecret: z.string(),
  adminPassword: z.string(),
  staffPassword: z.string(),
  customerPassword: z.string(),
})

/** What this checkout keeps to itself: tokens between its processes, and the demo shop's passwords. */
export type Secrets = z.infer<typeof secretsSchema>

/** The demo shop's people; their passwords are made once per checkout. */
export const demoPeople = {
  admin: 'admin@comptoir.example',
  staff: 'staff@comptoir.example',
  customer: 'camille@comptoir.example',
} as const

/** Reads the secrets, or makes them at the first start; the file is readable by its owner only. */
export function readSecrets(file: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    const secrets = newSecrets()
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 })
    return secrets
  }
}

function newSecrets(): Secrets {
  return {
    appApiToken: random(24),
    stripeSecretKey: `sk_test_${random(18)}`,
    stripeWebhookSecret: `whsec_${random(18)}`,
    adminPassword: random(12),
    staffPassword: random(12),
    customerPassword: random(12),
  }
}

const random = (bytes: number) => randomBytes(bytes).toString('base64url')
