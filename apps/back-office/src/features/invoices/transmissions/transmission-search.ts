import type { TransmissionStatus } from '@comptoir/contracts/billing/transmission-routes'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'
import type { StatusTone } from '../../../ui/status-badge.tsx'

/** What the way of a document asks of the staff. */
export const transmissionTones: Readonly<Record<TransmissionStatus, StatusTone>> = {
  ...{ pending: 'calm', failed: 'attention', submitted: 'calm', deposited: 'calm' },
  ...{ issued: 'calm', received: 'good', made_available: 'good', taken_over: 'good' },
  ...{ approved: 'good', partially_approved: 'attention', disputed: 'attention' },
  ...{ suspended: 'attention', completed: 'good', refused: 'bad', payment_sent: 'good' },
  ...{ collected: 'good', rejected: 'attention' },
}

export const transmissionStatuses = Object.keys(transmissionTones) as TransmissionStatus[]

export type TransmissionSearch = ListSearch & { readonly status?: TransmissionStatus }

/** Reads the address of the list of transmissions: what makes no sense is left out. */
export const readTransmissionSearch = (
  search: Readonly<Record<string, unknown>>,
): TransmissionSearch =>
  given({ ...readListSearch(search), status: oneOf(search['status'], transmissionStatuses) })

/** Those that staff may hand over again: they never arrived, or were rejected. */
export const canRetry = (status: TransmissionStatus): boolean =>
  status === 'failed' || status === 'rejected'
