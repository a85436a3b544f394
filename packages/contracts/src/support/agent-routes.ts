import { z } from '@hono/zod-openapi'
import { CursorQuery, Id, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { eventStreamAnswer } from '../event-stream.ts'
import { forStaff } from '../operation.ts'
import { requiredText } from '../schema.ts'
import {
  CannedReply,
  CannedReplyInput,
  ConversationNote,
  conversationLimits,
  StaffConversation,
  SupportAgent,
} from './schemas.ts'

const ofConversation = { params: z.object({ conversationId: z.string().max(80) }) }
const changing = ['invalid_request', 'not_found', 'transition_refused', 'conflict'] as const
const answer = { 200: jsonAnswer(StaffConversation, 'The conversation') }

/** The queue (longest waiting first), the caller's own, or all, by their last change. */
export const listQueue = forStaff('ListSupportConversations', 'GET /api/support/conversations', {
  request: {
    query: CursorQuery.extend({
      view: z.enum(['queue', 'mine', 'all']).default('queue'),
      customerId: z.string().max(80).optional(),
    }),
  },
  responses: { 200: jsonAnswer(pageOf(StaffConversation), 'Conversations') },
  problems: ['invalid_request'],
})

const example: StaffConversation = {
  ...{ conversationId: 'cnv_qvJx0s', status: 'open', locale: 'fr', lastSeq: 1, unread: 1 },
  ...{ read: { customer: 1, agent: 0 }, createdAt: '2026-11-21T10:00:00.000Z' },
  ...{ lastMessageAt: '2026-11-21T10:00:00.000Z', version: 1, customerId: 'usr_01kad2' },
}

/**
 * Every conversation that changes, as `conversation`; the one with the highest `version` is right. The caller counts as online while it is
 * open. `Last-Event-ID` or `after` resume after one.
 */
export const streamQueue = forStaff('StreamSupportConversations', 'GET /api/support/events', {
  request: {
    headers: z.object({ 'last-event-id': z.string().max(120).optional() }),
    query: z.object({ after: z.string().max(120).optional() }),
  },
  responses: {
    200: eventStreamAnswer({
      description:
        'Each conversation that changes from now on, or changed after the last event received',
      type: 'conversation',
      data: { $ref: '#/components/schemas/StaffConversation' },
      example: new Map([['1795255200000.cnv_qvJx0s.1', example]]),
    }),
  },
  problems: ['invalid_request'],
})

/** Takes a conversation from the queue: of two who do, one gets it; to the one who has it, it stays as it is. */
export const assignConversation = forStaff(
  'AssignConversation',
  'POST /api/conversations/{conversationId}/assign',
  { request: ofConversation, responses: answer, problems: changing },
)

/** Gives it to another agent, or back to the queue; also to take it over. */
export const transferConversation = forStaff(
  'TransferConversation',
  'POST /api/conversations/{conversationId}/transfer',
  {
    request: {
      ...ofConversation,
      body: jsonBody({ to: z.union([z.literal('queue'), z.object({ agentId: Id })]) }),
    },
    responses: answer,
    problems: changing,
  },
)

/** Says that the question is answered; it opens again when the customer writes. */
export const resolveConversation = forStaff(
  'ResolveConversation',
  'POST /api/conversations/{conversationId}/resolve',
  { request: ofConversation, responses: answer, problems: changing },
)

/** The customer never sees it. The same `clientMsgId` answers the same note. */
export const addNote = forStaff(
  'AddConversationNote',
  'POST /api/conversations/{conversationId}/notes',
  {
    request: {
      ...ofConversation,
      body: jsonBody({ clientMsgId: z.uuid(), body: requiredText(conversationLimits.body) }),
    },
    responses: { 201: jsonAnswer(ConversationNote, 'The note') },
    problems: [...changing, 'already_exists'],
  },
)

export const listNotes = forStaff(
  'ListConversationNotes',
  'GET /api/conversations/{conversationId}/notes',
  {
    request: ofConversation,
    responses: { 200: jsonAnswer({ items: z.array(ConversationNote) }, 'Notes, oldest first') },
    problems: ['not_found'],
  },
)

/** Who answers customers: whoever named themselves, and whether their page is open. */
export const listAgents = forStaff('ListSupportAgents', 'GET /api/support/agents', {
  responses: { 200: jsonAnswer({ items: z.array(SupportAgent) }, 'Agents') },
})

/** What the caller is called before customers. */
export const putAgent = forStaff('PutSupportAgent', 'PUT /api/support/agents/me', {
  request: { body: jsonBody({ displayName: requiredText(60) }) },
  responses: { 200: jsonAnswer(SupportAgent, 'The agent') },
  problems: ['invalid_request', 'conflict'],
})

export const listCannedReplies = forStaff('ListCannedReplies', 'GET /api/support/canned-replies', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(CannedReply), 'Replies, by title') },
  problems: ['invalid_request'],
})

const ofReply = { params: z.object({ replyId: Id }) }

/** Writes a reply, under an id that the caller chooses. */
export const putCannedReply = forStaff(
  'PutCannedReply',
  'PUT /api/support/canned-replies/{replyId}',
  {
    request: {
      ...ofReply,
      headers: z.object({ 'if-match': z.string().max(50).optional() }),
      body: jsonBody(CannedReplyInput),
    },
    responses: { 200: jsonAnswer(CannedReply, 'The reply') },
    problems: ['invalid_request', 'conflict', 'precondition_failed'],
  },
)

export const deleteCannedReply = forStaff(
  'DeleteCannedReply',
  'DELETE /api/support/canned-replies/{replyId}',
  { request: ofReply, responses: { 204: { description: 'Gone' } }, problems: ['not_found'] },
)

/** Removes a conversation with its pictures and notes, as its guest may ask; that of an account goes with the account. */
export const eraseConversation = forStaff(
  'EraseConversation',
  'DELETE /api/conversations/{conversationId}',
  {
    request: ofConversation,
    responses: { 204: { description: 'Gone' } },
    problems: ['not_found'],
  },
)
