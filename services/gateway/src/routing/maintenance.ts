import type { Settings } from '@comptoir/contracts/admin/settings'
import type { User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Operation } from './operation-table.ts'

/** What goes on: signing in, what fronts show of the shop, and what providers and mail programs send by themselves. */
const alwaysOpen = [
  '/api/auth/',
  '/.well-known/',
  '/api/shop',
  '/api/webhooks/',
  '/api/mail-events',
  '/api/sms-events',
  '/api/unsubscriptions/',
]

/** Refuses shoppers as `maintenance` while staff have it on; who works for the shop goes on. */
export function requireOpen(
  { on, retryAfterSeconds, messageFr, messageEn }: Settings['maintenance'],
  { path }: Pick<Operation, 'path'>,
  user: User | undefined,
): void {
  if (!on || alwaysOpen.some((start) => path.startsWith(start))) return
  if (user?.roles.some((role) => role !== 'customer' && role !== 'vendor')) return
  const detail = [messageFr, messageEn].filter(Boolean).join(' / ')
  throw refuse('maintenance', detail || undefined, { extensions: { retryAfterSeconds } })
}
