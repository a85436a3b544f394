import { Email } from '@comptoir/contracts/email'
import { longestTokenSeconds } from '@comptoir/service/auth/auth'
import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'
import type { FirstAccount } from './account/first-accounts.ts'

const count = z.coerce.number().int().min(1)
const person = { email: Email.optional(), password: z.string().min(12).optional() }

export const configShape = {
  ...baseConfig,
  accessTokenSeconds: count.max(longestTokenSeconds).default(longestTokenSeconds),
  refreshTokenDays: count.default(30),
  /** How many passwords are hashed at once: each takes 19 MiB. */
  passwordConcurrency: count.max(64).default(2),
  registrationsPerHour: count.default(2_000),
  /** What the signing keys are encrypted with in the store. */
  keyEncryptionKey: z.string().min(1),
  keyRotationDays: count.default(90),
  adminEmail: person.email,
  adminPassword: person.password,
  staffEmail: person.email,
  staffPassword: person.password,
  demoEmail: person.email,
  demoPassword: person.password,
}
type Config = z.infer<z.ZodObject<typeof configShape>>

/** The accounts that a new platform has. */
export function firstAccountsOf(config: Config): FirstAccount[] {
  const { adminEmail, adminPassword, staffEmail, staffPassword, demoEmail, demoPassword } = config
  const admin = { email: adminEmail, password: adminPassword, role: 'admin' as const }
  const staff = { email: staffEmail, password: staffPassword, role: 'staff' as const }
  const demo = { email: demoEmail, password: demoPassword, role: 'customer' as const }
  return [
    { ...admin, firstName: 'Ada', lastName: 'Admin' },
    { ...staff, firstName: 'Sacha', lastName: 'Staff' },
    { ...demo, firstName: 'Camille', lastName: 'Durand' },
  ]
}
