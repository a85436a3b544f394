import { AccountMessageRequested } from '@comptoir/contracts/accounts/events'
import { newEvent } from '@comptoir/contracts/event'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { emailKey } from '../account/account-store.ts'
import { StoredInvitation } from './invitation.ts'

export type Invitations = ReturnType<typeof createInvitations>

/** Invitations to work for the shop. They stay: they say who let whom in. */
export function createInvitations(store: Store) {
  const collection = createCollection<StoredInvitation>(store, {
    name: 'invitations',
    schema: StoredInvitation,
    indexes: {
      of: ({ createdAt }) => [{ key: 'all', score: Date.parse(createdAt) }],
      open: ({ email, status, createdAt }) =>
        status === 'open' ? [{ key: emailKey(email), score: Date.parse(createdAt) }] : [],
    },
  })
  return {
    collection,
    /** Stores an invitation; the event of its mail leaves with it. */
    async open(invitation: StoredInvitation) {
      const { invitationId, locale, message } = invitation
      const { messageId, kind, expiresAt } = message
      const event = newEvent(AccountMessageRequested, { messageId, kind, locale, expiresAt })
      return (await collection.create(invitationId, invitation, [event])).document
    },
    change: (id: string, rule: (invitation: StoredInvitation) => StoredInvitation) =>
      collection.update(id, (known) => {
        const next = rule(known)
        return next === known ? undefined : { next }
      }),
  }
}
