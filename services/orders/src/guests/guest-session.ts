import { issueGuestToken } from '@comptoir/contracts/accounts/internal-routes'
import type { GuestAccess } from '@comptoir/contracts/orders/guest-schemas'
import type { Deps } from '../deps.ts'

const dayMs = 86_400_000

/** When a token ends that is given now. */
export const tokenEnd = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * dayMs).toISOString()

/** How long accounts may hold up an order that stands already. */
const timeoutMs = 1_000

type Token = Pick<GuestAccess, 'orderId' | 'orderToken' | 'expiresAt'>

/** What opens an order. While accounts is away it comes without the access token, which is asked for later. */
export async function openAccess(
  { accounts, log }: Pick<Deps, 'accounts' | 'log'>,
  token: Token,
): Promise<GuestAccess> {
  const { orderId } = token
  const issued = await accounts(issueGuestToken, { params: { orderId }, timeoutMs }).catch(
    (error: unknown) => void log.warn({ err: error, orderId }, 'no access token for a guest now'),
  )
  if (!issued) return token
  const { accessToken, expiresInSeconds } = issued
  return { ...token, accessToken, expiresInSeconds }
}
