import type { Rating } from '@comptoir/contracts/support/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { agentOf, type ClosedBy, type Conversation, factsOf } from './conversation.ts'

export type Agent = { readonly agentId: string; readonly agentName?: string | undefined }

const heldBy = ({ agentId, agentName }: Agent) => ({
  assignedTo: agentId,
  ...(agentName !== undefined && { agentName }),
})

/** Takes it from the queue. Nothing when the agent has it; refuses when another one has. */
export function assign(
  conversation: Conversation,
  agent: Agent,
  at: string,
): Conversation | undefined {
  if (conversation.status === 'closed') throw refuse('transition_refused', 'it is closed')
  const { assignedTo } = agentOf(conversation)
  if (assignedTo === agent.agentId) return undefined
  if (assignedTo !== undefined) throw refuse('conflict', 'another agent has it')
  return {
    ...factsOf(conversation),
    ...heldBy(agent),
    status: 'assigned',
    since: at,
    changedAt: at,
  }
}

/** Gives it to an agent, who has not answered yet, or back to the queue; nothing when it is there. */
export function transfer(
  conversation: Conversation,
  to: Agent | 'queue',
  at: string,
): Conversation | undefined {
  if (conversation.status === 'closed') throw refuse('transition_refused', 'it is closed')
  const facts = { ...factsOf(conversation), changedAt: at }
  const { assignedTo } = agentOf(conversation)
  if (to === 'queue')
    return conversation.status === 'open' ? undefined : { ...facts, status: 'open', since: at }
  if (assignedTo === to.agentId) return undefined
  return { ...facts, ...heldBy(to), status: 'assigned', since: at }
}

/** The question is answered. Nothing when it is resolved already. */
export function resolve(conversation: Conversation, at: string): Conversation | undefined {
  if (conversation.status === 'resolved') return undefined
  if (conversation.status === 'closed') throw refuse('transition_refused', 'it is closed')
  const agent = agentOf(conversation)
  return { ...factsOf(conversation), ...agent, status: 'resolved', since: at, changedAt: at }
}

/** Nobody writes in it any more. Nothing when it is closed already. */
export function close(
  conversation: Conversation,
  closedBy: ClosedBy,
  at: string,
): Conversation | undefined {
  if (conversation.status === 'closed') return undefined
  const { away, ...facts } = factsOf(conversation)
  const agent = agentOf(conversation)
  // who closes it has read it; from an agent's last answer its customer is still to hear
  const unsent = closedBy !== 'customer' && away ? { away } : {}
  return { ...facts, ...unsent, ...agent, status: 'closed', since: at, closedBy, changedAt: at }
}

type Due = { readonly since: string | undefined; readonly before: string; readonly at: string }
type Times = Omit<Due, 'since'>

/** Closes what waits since before a time; nothing where nothing waits. */
const closeSince = (conversation: Conversation, { since, before, at }: Due) =>
  since !== undefined && since < before ? close(conversation, 'inactivity', at) : undefined

/** Closes what waits for its customer, or was resolved, since before a time; nothing of any other. */
export const closeIdle = (conversation: Conversation, times: Times): Conversation | undefined =>
  closeSince(conversation, { ...times, since: idleSinceOf(conversation) })

/** Since when nothing is to be done by the shop. */
export const idleSinceOf = ({ status, since }: Conversation): string | undefined =>
  status === 'waiting_customer' || status === 'resolved' ? since : undefined

/** Closes what waits for the shop since before a time; nothing of any other. */
export const closeUnanswered = (
  conversation: Conversation,
  times: Times,
): Conversation | undefined =>
  closeSince(conversation, { ...times, since: unansweredSinceOf(conversation) })

/** When the last word was said of what the shop has to answer. */
export const unansweredSinceOf = ({ status, lastMessageAt }: Conversation): string | undefined =>
  ['open', 'assigned', 'waiting_agent'].includes(status) ? lastMessageAt : undefined

/** Rates it once; the same rating again changes nothing. */
export function rate(
  conversation: Conversation,
  rating: Rating,
  at: string,
): Conversation | undefined {
  const { rating: before } = conversation
  if (before && before.score === rating.score && before.comment === rating.comment) return undefined
  if (before) throw refuse('already_exists', 'it was rated')
  if (conversation.status !== 'resolved' && conversation.status !== 'closed')
    throw refuse('transition_refused', 'it is not resolved yet')
  return { ...conversation, rating, changedAt: at }
}

/** Says which order it is about; nothing when it says so. */
export function attachOrder(
  conversation: Conversation,
  orderId: string,
  at: string,
): Conversation | undefined {
  if (conversation.orderId === orderId) return undefined
  return { ...conversation, orderId, changedAt: at }
}

/** A guest's conversation becomes that of an account: its token opens nothing any more. Nothing when it is theirs. */
export function attachToUser(
  conversation: Conversation,
  customerId: string,
  at: string,
): Conversation | undefined {
  if (conversation.customerId === customerId) return undefined
  if (!conversation.guest) throw refuse('not_found')
  const { guest: _guest, ...rest } = conversation
  return { ...rest, customerId, changedAt: at } as Conversation
}
