import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../common.ts'
import { Email } from '../email.ts'
import { forAnyone, forUsers } from '../operation.ts'
import { GivenPassword, NewPassword } from './password.ts'

/** The token of a link in a mail. It names its account, so that it is found without an index of secrets. */
const MailToken = z.string().min(20).max(200).openapi({ example: 'usr_01….k3mX…' })

const asked = { 202: jsonAnswer({}, 'Asked for') }
const done = { 204: { description: 'Done' } }

/** Asks for a mail with a link to a new password. The answer is the same whether an account has the email or not. */
export const requestPasswordReset = forAnyone(
  'RequestPasswordReset',
  'POST /api/auth/forgot-password',
  {
    request: { body: jsonBody({ email: Email }) },
    responses: asked,
    problems: ['invalid_request', 'rate_limited'],
  },
)

/** Sets a new password by the token of the mail, once, within half an hour. Every session of the account ends. */
export const resetPassword = forAnyone('SetForgottenPassword', 'POST /api/auth/reset-password', {
  request: { body: jsonBody({ token: MailToken, newPassword: NewPassword }) },
  responses: done,
  problems: ['invalid_request', 'invalid_token', 'rate_limited'],
})

/** Confirms an email by the token of a mail to it: that of the account, or the one that it changes to. */
export const confirmEmail = forAnyone('ConfirmEmail', 'POST /api/auth/verify-email', {
  request: { body: jsonBody({ token: MailToken }) },
  responses: done,
  problems: ['invalid_request', 'invalid_token', 'email_taken', 'rate_limited', 'conflict'],
})

/** Sends the link that verifies the email of the account again; nothing when it is verified. */
export const requestEmailVerification = forUsers(
  'RequestEmailVerification',
  'POST /api/me/email-verification',
  { responses: asked, problems: ['not_found', 'rate_limited'] },
)

/**
 * Asks for another email. The change waits until a link in a mail to the new address is used; the address before is told at
 * once. The answer is the same whether the new one is somebody's or not.
 */
export const requestEmailChange = forUsers('RequestEmailChange', 'POST /api/me/email', {
  request: { body: jsonBody({ email: Email, password: GivenPassword }) },
  responses: asked,
  problems: ['invalid_request', 'invalid_credentials', 'not_found', 'rate_limited'],
})
