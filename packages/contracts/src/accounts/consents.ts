import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, jsonBody } from '../common.ts'
import { forUsers } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'

export const ConsentChannel = oneOf('ConsentChannel', ['email', 'sms', 'push'])
export type ConsentChannel = z.infer<typeof ConsentChannel>

/**
 * What somebody agrees to, by version. A text that was shown is never changed, since it is the proof of what was agreed to
 * (GDPR, article 7.1): another text is another version.
 */
export const consentWordings = {
  '2026-11': {
    fr: 'J’accepte de recevoir des offres et des demandes d’avis de la boutique par ce moyen. Je peux changer d’avis à tout moment.',
    en: 'I agree to get offers and requests for reviews from the shop by this means. I may change my mind at any time.',
  },
} as const
export const ConsentWording = z.enum(Object.keys(consentWordings) as [keyof typeof consentWordings])
export type ConsentWording = z.infer<typeof ConsentWording>
/** The one that pages show now. */
export const currentWording: ConsentWording = '2026-11'

/** Somebody agreed to marketing by a channel, or took it back: when, where, and to which text. */
export const Consent = schema('Consent', {
  channel: ConsentChannel,
  granted: z.boolean(),
  wording: ConsentWording,
  /** `preferences`: on the user's own pages. `unsubscribe`: by the link of a mail, or because a mail was called spam. */
  source: z.enum(['preferences', 'unsubscribe']),
  at: Instant,
})
export type Consent = z.infer<typeof Consent>

const answer = {
  200: jsonAnswer(
    {
      /** By which channels the user may get marketing now. */
      granted: z.array(ConsentChannel),
      wording: z.object({ version: ConsentWording, fr: z.string(), en: z.string() }),
      /** What was decided, newest first. */
      items: z.array(Consent),
    },
    'Consents, and the text to agree to',
  ),
}

export const readConsents = forUsers('GetConsents', 'GET /api/me/consents', { responses: answer })

/** Agrees to marketing by a channel, or takes it back. What was decided already is not written down again. */
export const changeConsent = forUsers('ChangeConsent', 'PUT /api/me/consents/{channel}', {
  request: {
    params: z.object({ channel: ConsentChannel }),
    body: jsonBody({ granted: z.boolean(), wording: ConsentWording }),
  },
  responses: answer,
  problems: ['invalid_request', 'conflict'],
})
