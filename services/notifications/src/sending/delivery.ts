import type { Sending } from '../notification/notification.ts'

/** What became of a message that was handed over: the provider has it, or it is not to be sent. */
export type Sent = {
  /** What its provider calls it. */
  readonly providerRef?: string
  readonly ended?: { readonly status: 'skipped' | 'suppressed'; readonly reason: string }
}

/** Sends one message by one channel. Throws a `SendError`, or anything else for what may work later. */
export type Deliver = (id: string, message: Sending) => Promise<Sent>
