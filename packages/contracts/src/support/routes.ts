import { z } from '@hono/zod-openapi'
import { CursorQuery, Id, jsonAnswer, jsonBody, Locale, pageOf } from '../common.ts'
import { Email } from '../email.ts'
import { eventStreamAnswer } from '../event-stream.ts'
import { forAnyone, forUsers, forVisitors } from '../operation.ts'
import { requiredText } from '../schema.ts'
import {
  Conversation,
  ConversationMessage,
  ConversationTokenHeader,
  conversationLimits,
  MessageImage,
  OpenedConversation,
  Rating,
  StaffConversation,
} from './schemas.ts'

/** A conversation of one's own, by the token of the user or by that of the conversation; of anyone's for agents. */
export const ofConversation = {
  params: z.object({ conversationId: z.string().max(80) }),
  headers: ConversationTokenHeader,
}
const usual = ['invalid_request', 'invalid_token', 'not_found'] as const
const writing = [...usual, 'rate_limited', 'transition_refused', 'conflict'] as const

/** Chosen by the device, and sent again with a message whose answer was lost. Whoever opens a conversation as a guest keeps it secret. */
const ClientMsgId = z.uuid()
const Body = requiredText(conversationLimits.body)
const Message = z.object({
  clientMsgId: ClientMsgId,
  body: Body,
  images: z.array(Id).max(conversationLimits.imagesOfMessage).default([]),
})

/**
 * Writes to the shop. Signed in, the conversation is the user's; else it is a guest's, who keeps `conversationToken`. The same
 * `clientMsgId` with the same text answers the same conversation; with another text it is `already_exists`.
 */
export const openConversation = forVisitors('OpenConversation', 'POST /api/conversations', {
  request: {
    body: jsonBody({
      clientMsgId: ClientMsgId,
      body: Body,
      subject: requiredText(150).optional(),
      locale: Locale.default('fr'),
      /** Of the caller: their own, or the one that the token of a guest opens. */
      orderId: Id.optional(),
      /** Of a guest: where an answer goes while they are away. */
      email: Email.optional(),
      name: requiredText(80).optional(),
    }),
  },
  responses: { 201: jsonAnswer(OpenedConversation, 'The conversation, with its first message') },
  problems: [...usual, 'rate_limited', 'already_exists', 'dependency_unavailable'],
})

/** The user's own, latest first. */
export const listConversations = forUsers('ListConversations', 'GET /api/conversations', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(Conversation), 'Conversations') },
  problems: ['invalid_request'],
})

/** To staff it is a `StaffConversation`. */
export const readConversation = forVisitors(
  'GetConversation',
  'GET /api/conversations/{conversationId}',
  {
    request: ofConversation,
    responses: { 200: jsonAnswer(z.union([StaffConversation, Conversation]), 'The conversation') },
    problems: usual,
  },
)

/** Messages after a `seq`, oldest first. */
export const listMessages = forVisitors(
  'ListConversationMessages',
  'GET /api/conversations/{conversationId}/messages',
  {
    request: {
      ...ofConversation,
      query: z.object({
        after: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    },
    responses: {
      200: jsonAnswer(
        { items: z.array(ConversationMessage), lastSeq: z.int() },
        'Messages; there are more until one has `lastSeq`',
      ),
    },
    problems: usual,
  },
)

/**
 * Writes a message; the first answer of an agent takes the conversation. The same `clientMsgId` with the same text and images answers the
 * same message; with others it is `already_exists`.
 */
export const sendMessage = forVisitors(
  'SendConversationMessage',
  'POST /api/conversations/{conversationId}/messages',
  {
    request: { ...ofConversation, body: jsonBody(Message) },
    responses: { 201: jsonAnswer(ConversationMessage, 'The message, with its place') },
    problems: [...writing, 'already_exists'],
  },
)

const example = {
  ...{ seq: 12, author: 'agent', agentName: 'Inès', body: 'Bonjour, votre colis est parti hier.' },
  ...{ images: [], createdAt: '2026-11-21T10:00:00.000Z' },
} satisfies ConversationMessage

/**
 * The conversation live: `message` in the order of `seq`, each once, whose `id` resumes after it; without an `id`: `conversation` when its
 * state changed, `typing`, `presence`, and to staff `note`. After a cut, `Last-Event-ID` or `after` say what was received.
 */
export const streamConversation = forVisitors(
  'StreamConversation',
  'GET /api/conversations/{conversationId}/events',
  {
    request: {
      params: ofConversation.params,
      headers: ConversationTokenHeader.extend({
        'last-event-id': z
          .string()
          .regex(/^\d{1,9}$/)
          .optional(),
      }),
      query: z.object({ after: z.coerce.number().int().min(0).optional() }),
    },
    responses: {
      200: eventStreamAnswer({
        description: 'Each message after the last one received, then those that come',
        type: 'message',
        data: { $ref: '#/components/schemas/ConversationMessage' },
        example: new Map([['12', example]]),
      }),
    },
    problems: usual,
  },
)

/** Says how far one has read: a lower `seq` than before changes nothing. */
export const markRead = forVisitors(
  'MarkConversationRead',
  'POST /api/conversations/{conversationId}/read',
  {
    request: { ...ofConversation, body: jsonBody({ seq: z.int().min(0) }) },
    responses: { 200: jsonAnswer(Conversation, 'The conversation') },
    problems: [...usual, 'conflict'],
  },
)

/** Shows the other side that one is typing, for a few seconds. It is not stored. */
export const signalTyping = forVisitors(
  'SignalTyping',
  'POST /api/conversations/{conversationId}/typing',
  { request: ofConversation, responses: { 204: { description: 'Shown' } }, problems: usual },
)

/**
 * Stores a picture for a message of the caller: JPEG, PNG, WebP or AVIF by content, at most 5 MiB. A form with the
 * field `file`, or the bytes as the body.
 */
export const addConversationImage = forVisitors(
  'AddConversationImage',
  'POST /api/conversations/{conversationId}/images',
  {
    request: {
      ...ofConversation,
      body: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }),
          },
        },
      },
    },
    responses: { 201: jsonAnswer(MessageImage, 'Stored') },
    problems: [...writing, 'body_too_large', 'unsupported_media_type'],
  },
)

export const readConversationImage = forVisitors(
  'GetConversationImage',
  'GET /api/conversations/{conversationId}/images/{imageId}',
  {
    request: {
      params: ofConversation.params.extend({ imageId: z.string().max(80) }),
      headers: ConversationTokenHeader,
    },
    responses: {
      200: {
        description: 'The picture',
        content: {
          'image/webp': { schema: z.any().openapi({ type: 'string', format: 'binary' }) },
        },
      },
    },
    problems: usual,
  },
)

/** Says which order it is about: one of the customer's. */
export const attachConversationOrder = forVisitors(
  'AttachConversationOrder',
  'PUT /api/conversations/{conversationId}/order',
  {
    request: { ...ofConversation, body: jsonBody({ orderId: Id }) },
    responses: { 200: jsonAnswer(Conversation, 'The conversation') },
    problems: [...usual, 'conflict', 'dependency_unavailable'],
  },
)

/** Mails all that was said, to the customer's email. A guest who gave none says it here, and asks once an agent has answered. */
export const requestTranscript = forVisitors(
  'RequestTranscript',
  'POST /api/conversations/{conversationId}/transcript',
  {
    request: { ...ofConversation, body: jsonBody({ email: Email.optional() }) },
    responses: { 202: jsonAnswer({ mailId: z.string() }, 'Asked for') },
    problems: writing,
  },
)

/** Once, when it is resolved or closed. */
export const rateConversation = forVisitors(
  'RateConversation',
  'PUT /api/conversations/{conversationId}/rating',
  {
    request: { ...ofConversation, body: jsonBody(Rating) },
    responses: { 200: jsonAnswer(Conversation, 'The conversation') },
    problems: [...usual, 'transition_refused', 'already_exists', 'conflict'],
  },
)

/** Ends a conversation: by its customer, or by an agent. */
export const closeConversation = forVisitors(
  'CloseConversation',
  'POST /api/conversations/{conversationId}/close',
  {
    request: ofConversation,
    responses: { 200: jsonAnswer(Conversation, 'The conversation') },
    problems: [...usual, 'conflict'],
  },
)

/** Brings the conversation of a guest into the signed-in user's account; its token ends with it. */
export const attachConversation = forUsers(
  'AttachConversation',
  'POST /api/conversations/{conversationId}/attach',
  {
    request: ofConversation,
    responses: { 200: jsonAnswer(Conversation, 'The conversation') },
    problems: ['invalid_request', 'not_found', 'conflict'],
  },
)

/** Whether somebody is there to answer. */
export const readAvailability = forAnyone(
  'GetSupportAvailability',
  'GET /api/support/availability',
  {
    responses: { 200: jsonAnswer({ online: z.boolean() }, 'Whether an agent is online') },
  },
)
