import { Email } from '@comptoir/contracts/email'
import { longestTokenSeconds } from '@comptoir/service/auth/auth'
import { baseConfig } from '@comptoir/service/config'
import type { Logger } from '@comptoir/service/observability/log'
import { z } from 'zod'
import type { FirstAccount } from './account/first-accounts.ts'
import { type LeakedRange, localRanges } from './sign-in/breached-passwords.ts'
import { pwnedRanges } from './sign-in/pwned-passwords.ts'

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
  /** The range API of leaked passwords, such as https://api.pwnedpasswords.com; the list that comes with the shop without one. */
  pwnedPasswordsUrl: z.url().optional(),
  pwnedPasswordsTimeoutMs: count.default(1_500),
  adminEmail: person.email,
  adminPassword: person.password,
  staffEmail: person.email,
  staffPassword: person.password,
  demoEmail: person.email,
  demoPassword: person.password,
}
type Config = z.infer<z.ZodObject<typeof configShape>>

/** Which passwords are known to have leaked: from a list that comes with the shop, and a service that knows more. */
export function leakedRangesOf(config: Config, log: Logger): LeakedRange {
  const fallback = localRanges()
  const { pwnedPasswordsUrl: url, pwnedPasswordsTimeoutMs: timeoutMs } = config
  return url ? pwnedRanges({ url, timeoutMs, fallback, log }) : fallback
}

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
