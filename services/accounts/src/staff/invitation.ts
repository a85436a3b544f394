import type { Invitation, StaffRole } from '@comptoir/contracts/accounts/staff-routes'
import { Instant, Locale } from '@comptoir/contracts/common'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Account } from '../account/account.ts'
import { findByToken, StoredMessage } from '../messages/message.ts'

/** An invitation to work for the shop, with the mail that has its link. */
export const StoredInvitation = z.object({
  invitationId: z.string(),
  email: z.string(),
  role: z.enum(['support', 'staff', 'admin']),
  locale: Locale,
  invitedBy: z.string(),
  createdAt: Instant,
  message: StoredMessage,
  status: z.enum(['open', 'accepted', 'revoked']),
  acceptedBy: z.string().optional(),
  /** Invitations that were accepted before this was written are over. */
  acceptedAt: Instant.optional(),
})
export type StoredInvitation = Readonly<z.infer<typeof StoredInvitation>>

type Given = {
  readonly email: string
  readonly role: StaffRole
  readonly locale: Locale
  readonly by: string
  readonly at: string
}

export function openInvitation(message: StoredMessage, given: Given): StoredInvitation {
  const { email, role, locale, by: invitedBy, at: createdAt } = given
  const [invitationId = ''] = message.messageId.split('.')
  return { invitationId, email, role, locale, invitedBy, createdAt, message, status: 'open' }
}

/** Takes an open invitation back; the same one when it is revoked already. */
export function revokeInvitation(invitation: StoredInvitation): StoredInvitation {
  if (invitation.status === 'accepted')
    throw refuse('transition_refused', 'the invitation was accepted')
  return invitation.status === 'revoked' ? invitation : { ...invitation, status: 'revoked' }
}

/** Whether a token, by its digest, opens the invitation now. */
export const isOpenTo = (
  { status, message }: StoredInvitation,
  proof: { readonly hash: string; readonly at: string },
): boolean => status === 'open' && findByToken([message], proof) !== undefined

/** Whether a token may finish what it began: the invitation is accepted, by that account, but its role is not given yet. */
export const isUnfinishedBy = (
  { invitationId, acceptedBy, acceptedAt, message }: StoredInvitation,
  proof: { readonly hash: string; readonly at: string },
  account: Account | undefined,
): boolean =>
  acceptedAt !== undefined &&
  account?.userId === acceptedBy &&
  !account?.acceptedInvitations?.includes(invitationId) &&
  findByToken([message], proof) !== undefined

export function toInvitation(stored: StoredInvitation, at: string): Invitation {
  const { invitationId, email, role, invitedBy, createdAt, acceptedBy } = stored
  const { expiresAt } = stored.message
  const isOver = stored.status === 'open' && expiresAt <= at
  const status = isOver ? 'expired' : stored.status
  return {
    ...{ invitationId, email, role, status, invitedBy, createdAt, expiresAt },
    ...(acceptedBy && { acceptedBy }),
  }
}
