import { readOwnEmailKey } from '@comptoir/contracts/accounts/internal-routes'
import { isGuestId } from '@comptoir/contracts/ids'
import type { Client } from '@comptoir/dapr/sidecar/invoke'

/** The digest of the email that an account proved to be its own; none of guests, and where nobody proved it. */
export type OwnEmailKeyOf = (userId: string) => Promise<string | undefined>

export const createOwnEmail =
  (accounts: Client): OwnEmailKeyOf =>
  async (userId) =>
    isGuestId(userId)
      ? undefined
      : (await accounts(readOwnEmailKey, { params: { userId } })).emailKey
