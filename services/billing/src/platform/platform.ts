import type { TransmissionStatus } from '@comptoir/contracts/billing/transmission-routes'

/** A Factur-X file on its way. The same reference again is the same submission. */
export type Submission = {
  readonly reference: string
  readonly bytes: Uint8Array
}

/** What the platform says of a submission. */
export type PlatformNews = {
  /** What `acknowledge` knows it by. */
  readonly id: string
  readonly reference: string
  readonly status: TransmissionStatus
  /** When the platform came to say so. */
  readonly at: string
  readonly reason?: string | undefined
}

/** An approved platform (CGI, article 290 B): it hands invoices on, and tells what becomes of them. */
export type ApprovedPlatform = {
  /** Hands a file over; throws when it did not take it. */
  submit(submission: Submission): Promise<void>
  /** What it says and nobody has acknowledged yet. */
  news(): Promise<readonly PlatformNews[]>
  acknowledge(news: PlatformNews): Promise<void>
}

/** The statuses of an invoice's life as platforms number them (XP Z12-012). */
export const platformStatuses: Readonly<Record<string, TransmissionStatus>> = {
  200: 'deposited',
  201: 'issued',
  202: 'received',
  203: 'made_available',
  204: 'taken_over',
  205: 'approved',
  206: 'partially_approved',
  207: 'disputed',
  208: 'suspended',
  209: 'completed',
  210: 'refused',
  211: 'payment_sent',
  212: 'collected',
  213: 'rejected',
}
