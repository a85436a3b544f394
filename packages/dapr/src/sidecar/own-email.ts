import { readOwnEmailKey } from '@comptoir/contracts/accounts/internal-routes'
import { isGuestId } from '@comptoir/contracts/ids'
import type { Client } from './invoke.ts'

/** The digest of the email that an account proved to be its own; none of guests, and where nobody proved it. */
export type OwnEmailKeyOf = (userId: string) => Promise<string | undefined>

/**
 * Asks accounts for the emails that people proved to be theirs.
 * @example const emailKey = await createOwnEmail(clients.accounts)(userId) // 'eml_…'
 */
export const createOwnEmail =
  (accounts: Client): OwnEmailKeyOf =>
  async (userId) =>
    isGuestId(userId)
      ? undefined
      : (await accounts(readOwnEmailKey, { params: { userId } })).emailKey
