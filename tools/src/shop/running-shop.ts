import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { demoPeople, readSecrets } from '../runner/plan/secrets.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { UserError } from '../runner/screen/user-error.ts'
import type { Credentials } from './staff-session.ts'

/** The address of the shop: as told, or of the one that runs from this checkout. */
export function findShop(url: string | undefined): string {
  if (url !== undefined) return url.replace(/\/+$/, '')
  const run = runningNow(layoutOf(checkout).runFile)
  if (!run) throw new UserError('Comptoir does not run here: `npm start`, or say where with --url.')
  return run.gatewayUrl
}

/** Who acts as staff: STAFF_EMAIL and STAFF_PASSWORD, or the demo shop's staff. */
export function findStaff(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Credentials {
  const { STAFF_EMAIL: email, STAFF_PASSWORD: password } = env
  if (email && password) return { email, password }
  const { staffPassword } = readSecrets(layoutOf(checkout).secretsFile)
  return { email: demoPeople.staff, password: staffPassword }
}
