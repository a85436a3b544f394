import type { Notifications } from '../notification/notification-store.ts'
import { recordArrival } from '../sending/arrival.ts'
import type { Suppressions } from '../suppression/suppression-store.ts'
import { suppressionOf } from './twilio.ts'

type SmsEventDeps = {
  readonly notifications: Pick<Notifications, 'update'>
  readonly suppressions: Pick<Suppressions, 'add'>
}

/** What Twilio tells of an SMS; of steps between (`queued`, `sent`) nothing is to be done. */
export type SmsEvent = {
  readonly notificationId: string
  readonly send: number
  readonly status: string
  readonly errorCode: number
  readonly providerRef: string
  readonly at: string
}

/** Writes down what became of an SMS, told in any order and again. A number that takes none is not written to any more. */
export async function applySmsEvent(deps: SmsEventDeps, event: SmsEvent): Promise<void> {
  const { notificationId, send, status, errorCode, providerRef, at } = event
  const hasFailed = status === 'undelivered' || status === 'failed'
  if (!hasFailed && status !== 'delivered') return
  const failed = hasFailed ? `${errorCode} ${status}` : undefined
  const arrival = { channel: 'sms', send, failed, providerRef, at } as const
  const found = await recordArrival(deps.notifications, notificationId, arrival)
  const reason = suppressionOf(errorCode)
  if (found && hasFailed && reason) await deps.suppressions.add(found.address, { reason, at })
}
