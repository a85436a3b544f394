import type { Locale } from '@comptoir/contracts/common'
import { isErasedEmail } from '@comptoir/contracts/erasure'
import type { Channel, TemplateKey } from '@comptoir/contracts/notifications/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { longestPauseMs, retryAfterMs } from './back-off.ts'
import { maskedReason } from './masked-reason.ts'

/** A file that goes with a mail: fetched from its owner when the mail is sent. */
export type Attachment = { readonly kind: 'paper' | 'withdrawal_receipt'; readonly id: string }

/** What is fixed when a message is queued. `data` is what its template shows. */
export type Facts = {
  /** What happened, told once by however many events: `order_shipped/ord_X`. */
  readonly fact: string
  readonly template: TemplateKey
  /** The version of the template that it is made from; messages of before there were versions are made from 0. */
  readonly templateVersion?: number | undefined
  readonly channel: Channel
  readonly userId: string
  readonly orderId?: string | undefined
  readonly address: string
  readonly locale: Locale
  readonly data: Readonly<Record<string, unknown>>
  readonly attachments?: readonly Attachment[] | undefined
  /** Sent only while the order still waits for its payment. */
  readonly onlyWhileUnpaid?: true | undefined
  readonly createdAt: string
}

/** A message to be queued; it is sent at `dueAt` at the earliest. */
export type NewMessage = Omit<Facts, 'createdAt' | 'templateVersion'> & {
  readonly dueAt?: string | undefined
  /** As whom its recipient was known before: the message is the same one. */
  readonly knownAs?: string | undefined
}

/** `sends` is how often it was sent on purpose: staff may send it again, as another mail. */
type Tries = {
  readonly attempts: number
  readonly sends: number
  /** What its provider calls it. */
  readonly providerRef?: string | undefined
}
type Base = Facts & Tries

export type Notification =
  | (Base & {
      readonly status: 'queued'
      readonly dueAt: string
      readonly reason?: string | undefined
    })
  | (Base & { readonly status: 'sending'; readonly claim: string; readonly until: string })
  | (Base & { readonly status: 'sent'; readonly sentAt: string })
  | (Base & {
      readonly status: 'delivered'
      readonly sentAt: string
      readonly deliveredAt: string
      /** Of the inbox: when its owner read it. */
      readonly readAt?: string | undefined
    })
  | (Base & { readonly status: Unsent; readonly reason: string; readonly endedAt: string })
type Unsent = 'bounced' | 'dead' | 'suppressed' | 'skipped'
export type Sending = Extract<Notification, { status: 'sending' }>

/** What is for the inbox is there at once: nobody has to carry it. */
export function queue(facts: Facts, dueAt = facts.createdAt): Notification {
  const at = facts.createdAt
  if (facts.channel !== 'in_app')
    return { ...facts, status: 'queued', attempts: 0, sends: 1, dueAt }
  return { ...facts, status: 'delivered', attempts: 1, sends: 1, sentAt: at, deliveredAt: at }
}

/** Its owner read it; the first time stands. Nothing when it was read, or is not in the inbox. */
export function read(message: Notification, at: string): Notification | undefined {
  const isUnread = message.channel === 'in_app' && message.status === 'delivered' && !message.readAt
  return isUnread ? { ...message, readAt: at } : undefined
}

/** Who sends a message, and until when: longer than a provider may take to answer. After it, whoever sent has crashed. */
export type Claim = { readonly by: string; readonly now: Date; readonly claimMs: number }

/** Takes a message that is due for sending, or whose sender crashed; nothing of any other. */
export function claim(message: Notification, { by, now, claimMs }: Claim): Sending | undefined {
  if (!isDue(message, now)) return undefined
  const until = new Date(now.getTime() + claimMs).toISOString()
  return { ...baseOf(message), status: 'sending', claim: by, until, attempts: message.attempts + 1 }
}

/** When something is to be done about a message. */
export function dueAtOf(message: Notification): string | undefined {
  if (message.status === 'queued') return message.dueAt
  return message.status === 'sending' ? message.until : undefined
}

const isDue = (message: Notification, now: Date): boolean => {
  const dueAt = dueAtOf(message)
  return dueAt !== undefined && dueAt <= now.toISOString()
}

/** The provider took it. A crash before this is written sends it again, under the same message id. */
export const recordSent = (message: Sending, at: string, providerRef?: string): Notification => ({
  ...baseOf(message),
  ...(providerRef !== undefined && { providerRef }),
  ...{ status: 'sent', sentAt: at },
})

/**
 * The provider says that it arrived; the first time stands. It may say so before it is written down that it took the message. Nothing
 * of a message that it did not take.
 */
export function recordDelivered(
  message: Notification,
  { at, providerRef = message.providerRef }: { at: string; providerRef?: string | undefined },
): Notification | undefined {
  if (message.status !== 'sent' && message.status !== 'sending') return undefined
  const sentAt = message.status === 'sent' ? message.sentAt : at
  return {
    ...baseOf(message),
    ...(providerRef !== undefined && { providerRef }),
    ...{ status: 'delivered', sentAt, deliveredAt: at },
  }
}

/** It came back after the provider had taken it, or while that is being written down. */
export function recordBounce(
  message: Notification,
  { reason, at }: { reason: string; at: string },
): Notification | undefined {
  if (!['sending', 'sent', 'delivered'].includes(message.status)) return undefined
  const masked = maskedReason(reason, message.address)
  return { ...baseOf(message), status: 'bounced', reason: masked, endedAt: at }
}

/** How sending went wrong: `permanent` when the provider says that it never can, for example of an unknown address. */
export type Failure = {
  readonly reason: string
  readonly permanent: boolean
  readonly retryAfterMs?: number | undefined
}

/** Tries again later, longer each time; `bounced` when that cannot help, `dead` after the last try. */
export function recordFailure(message: Sending, failure: Failure, now: Date): Notification {
  const { reason } = failure
  const endedAt = now.toISOString()
  if (failure.permanent) return { ...baseOf(message), status: 'bounced', reason, endedAt }
  const waitMs = retryAfterMs(message.attempts)
  if (waitMs === undefined) return { ...baseOf(message), status: 'dead', reason, endedAt }
  const pauseMs = Math.max(waitMs, Math.min(failure.retryAfterMs ?? 0, longestPauseMs))
  const dueAt = new Date(now.getTime() + pauseMs).toISOString()
  return { ...baseOf(message), status: 'queued', dueAt, reason }
}

/** It is not sent: nothing is to be said any more, or the address is not to be written to. */
export const end = (
  message: Notification,
  { status, reason, at }: { status: Unsent; reason: string; at: string },
): Notification => ({ ...baseOf(message), status, reason, endedAt: at })

/** Staff: once more, as another message. Refuses what waits or is being sent, what lost its person, and what the inbox has. */
export function resend(message: Notification, at: string): Notification {
  if (message.channel === 'in_app') throw refuse('transition_refused', 'it is in the inbox')
  if (dueAtOf(message) !== undefined) throw refuse('transition_refused', `it is ${message.status}`)
  if (isErased(message)) throw refuse('transition_refused', 'its person was erased')
  const sends = message.sends + 1
  return { ...baseOf(message), status: 'queued', attempts: 0, sends, dueAt: at }
}

/**
 * Without its person; one that was not sent is not sent any more. Nothing when it is without already. Reasons of before had the address
 * in them.
 */
export function erase(
  message: Notification,
  { address, at, userId = message.userId }: { address: string; at: string; userId?: string },
): Notification | undefined {
  const masked = maskedOf(message)
  if (isErased(message) && !masked) return undefined
  const { attachments: _files, ...rest } = { ...message, ...masked }
  const bare = { ...rest, userId, address, data: {} }
  if (dueAtOf(message) === undefined) return bare
  return end(bare, { status: 'skipped', reason: 'the person was erased', at })
}

/** Its reason without the address; nothing when it has none in it. */
function maskedOf(message: Notification): { readonly reason: string } | undefined {
  if (!('reason' in message) || message.reason === undefined) return undefined
  const reason = maskedReason(message.reason, message.address)
  return reason === message.reason ? undefined : { reason }
}

const isErased = ({ address }: Notification): boolean => isErasedEmail(address)

/** What a message keeps in every state. */
function baseOf(message: Notification): Base {
  const { fact, template, templateVersion, channel, userId, orderId, address, locale, data } =
    message
  const { attachments, onlyWhileUnpaid, createdAt, attempts, sends, providerRef } = message
  return {
    ...{ fact, template, channel, userId, address, locale, data, createdAt, attempts, sends },
    ...(templateVersion !== undefined && { templateVersion }),
    ...(orderId !== undefined && { orderId }),
    ...(attachments && { attachments }),
    ...(onlyWhileUnpaid && { onlyWhileUnpaid }),
    ...(providerRef !== undefined && { providerRef }),
  }
}
