import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, jsonBody } from '../common.ts'
import { forStaff } from '../operation.ts'
import { requiredText, schema } from '../schema.ts'
import { RenderedMessage, TemplateKey } from './schemas.ts'

/** What a template says in a language: Liquid, the body in Markdown. `short` is what an SMS, a push message and the inbox say. */
export const TemplateText = schema('TemplateText', {
  subject: requiredText(200),
  body: requiredText(10_000),
  short: requiredText(300),
})
export type TemplateText = z.infer<typeof TemplateText>

/** Both languages change together, so that nobody reads the old text in one of them. */
export const TemplateTexts = schema('TemplateTexts', { fr: TemplateText, en: TemplateText })
export type TemplateTexts = z.infer<typeof TemplateTexts>

/** A template; version 0 is the text that comes with the shop. */
const Summary = z.object({
  template: TemplateKey,
  /** The version that messages are made from now. */
  published: z.int(),
  /** The last that was written. */
  latest: z.int(),
  publishedAt: Instant.optional(),
})
export const MessageTemplateSummary = Summary.openapi('MessageTemplateSummary')

export const MessageTemplate = Summary.extend({
  /** What may stand in `{{ }}`, and what must. */
  placeholders: z.array(z.object({ name: z.string(), required: z.boolean() })),
  /** The published texts. */
  texts: TemplateTexts,
  /** Newest first. */
  versions: z.array(
    z.object({ version: z.int(), at: Instant, by: z.string(), note: z.string().optional() }),
  ),
  /** What was published when, newest first: to roll back, an earlier version is published again. */
  publications: z.array(z.object({ version: z.int(), at: Instant, by: z.string() })),
  version: z.int(),
}).openapi('MessageTemplate')

export const MessageTemplateVersion = schema('MessageTemplateVersion', {
  template: TemplateKey,
  version: z.int(),
  texts: TemplateTexts,
})

const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const Example = z.object({ mail: RenderedMessage, short: RenderedMessage })
const byTemplate = z.object({ template: TemplateKey })
const VersionNumber = z.coerce.number().int().min(0).max(1_000)
const one = { 200: jsonAnswer(MessageTemplate, 'The template') }

export const listTemplates = forStaff('ListMessageTemplates', 'GET /api/notification-templates', {
  responses: { 200: jsonAnswer({ items: z.array(MessageTemplateSummary) }, 'Templates') },
})

export const readTemplate = forStaff(
  'GetMessageTemplate',
  'GET /api/notification-templates/{template}',
  { request: { params: byTemplate }, responses: one, problems: ['invalid_request'] },
)

export const readTemplateVersion = forStaff(
  'GetMessageTemplateVersion',
  'GET /api/notification-templates/{template}/versions/{version}',
  {
    request: { params: byTemplate.extend({ version: VersionNumber }) },
    responses: { 200: jsonAnswer(MessageTemplateVersion, 'The texts') },
    problems: ['invalid_request', 'not_found'],
  },
)

/** What the texts become with the data of an example, in both languages. Refuses them as `AddMessageTemplateVersion` does. */
export const previewTemplate = forStaff(
  'PreviewMessageTemplate',
  'POST /api/notification-templates/{template}/preview',
  {
    request: { params: byTemplate, body: jsonBody(TemplateTexts) },
    responses: { 200: jsonAnswer({ fr: Example, en: Example }, 'As they are sent') },
    problems: ['invalid_request'],
  },
)

/**
 * Adds a version, which is a draft until it is published; no version ever changes. Refuses a text with placeholders that the template
 * does not have, without those that it must have, with HTML, or that is no Liquid.
 */
export const addTemplateVersion = forStaff(
  'AddMessageTemplateVersion',
  'POST /api/notification-templates/{template}/versions',
  {
    request: {
      params: byTemplate,
      headers: IfMatch,
      body: jsonBody(TemplateTexts.extend({ note: z.string().trim().max(300).optional() })),
    },
    responses: { 201: jsonAnswer(MessageTemplate, 'The template') },
    problems: ['invalid_request', 'transition_refused', 'precondition_failed', 'conflict'],
  },
)

/** Makes messages from a version from now on; an earlier one, or 0, rolls back. What was queued keeps its version. */
export const publishTemplate = forStaff(
  'PublishMessageTemplate',
  'POST /api/notification-templates/{template}/publish',
  {
    request: {
      params: byTemplate,
      headers: IfMatch,
      body: jsonBody({ version: z.int().min(0).max(1_000) }),
    },
    responses: one,
    problems: ['invalid_request', 'not_found', 'precondition_failed', 'conflict'],
  },
)
