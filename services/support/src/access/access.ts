import { may } from '@comptoir/contracts/accounts/permissions'
import type { Document } from '@comptoir/dapr/documents/documents'
import { actAsStaff } from '@comptoir/service/audit/audit-scope'
import { maybeUser, type User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Agents } from '../agents/agents.ts'
import type { Conversation, Side } from '../conversation/conversation.ts'
import type { Conversations } from '../conversation/conversation-store.ts'
import type { ConversationTokens } from './conversation-token.ts'

type Context = Parameters<typeof maybeUser>[0]
export type AccessDeps = {
  readonly conversations: Conversations
  readonly tokens: ConversationTokens
  readonly agents: Agents
}
export type Access = {
  readonly document: Document<Conversation>
  readonly side: Side
  /** Whom limits count: a user, or the guest of this conversation. */
  readonly who: string
}

/**
 * Opens a conversation to its customer, to whoever has the token of a guest's, or to an agent. To all others it does not exist. Staff who are
 * customers themselves are customers in their own.
 */
export async function openTo(
  c: Context,
  deps: AccessDeps,
  conversationId: string,
): Promise<Access> {
  const document = await deps.conversations.get(conversationId)
  if (!document) throw refuse('not_found')
  const user = maybeUser(c)
  if (isCustomer(c, deps.tokens, document))
    return { document, side: { author: 'customer' }, who: user?.id ?? `guest ${conversationId}` }
  if (!user || !may(user.roles, 'conversations.read')) throw refuse('not_found')
  return { document, side: await sideOf(deps.agents, user), who: user.id }
}

/** Opens it to write in, or to end it: what an agent does is the shop's, and recorded. */
export async function openToWrite(c: Context, deps: AccessDeps, id: string): Promise<Access> {
  const access = await openTo(c, deps, id)
  if (access.side.author === 'agent') actAsStaff()
  return access
}

/** Opens a conversation to its customer alone. */
export async function openToCustomer(c: Context, deps: AccessDeps, id: string): Promise<Access> {
  const access = await openTo(c, deps, id)
  if (access.side.author !== 'customer') throw refuse('not_found')
  return access
}

/** The caller as an agent, with the name that customers see. */
export async function sideOf(
  agents: Agents,
  { id: agentId }: Pick<User, 'id'>,
): Promise<Extract<Side, { author: 'agent' }>> {
  const agentName = await agents.nameOf(agentId)
  return { author: 'agent', agentId, ...(agentName !== undefined && { agentName }) }
}

function isCustomer(
  c: Context,
  tokens: ConversationTokens,
  found: Document<Conversation>,
): boolean {
  const { customerId, guest } = found.data
  if (customerId !== undefined) return maybeUser(c)?.id === customerId
  const token = c.req.header('conversation-token')
  return (
    guest !== undefined && token !== undefined && tokens.opens(token, found.id, guest.generation)
  )
}
