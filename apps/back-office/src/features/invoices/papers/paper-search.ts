import type { Invoice } from '@comptoir/contracts/billing/schemas'
import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'
import type { StatusTone } from '../../../ui/status-badge.tsx'

type PaperStatus = Invoice['status']

export const paperTones: Readonly<Record<PaperStatus, StatusTone>> = {
  ...{ draft: 'calm', finalised: 'good', voided: 'ended', credited: 'ended' },
}

export const paperStatuses = Object.keys(paperTones) as PaperStatus[]

/** What invoices and credit notes are searched by. */
export type PaperFilter = {
  readonly status?: PaperStatus
  readonly orderId?: string
  readonly userId?: string
}

export type PaperSearch = ListSearch & PaperFilter

/** Reads the address of a list of documents: what makes no sense is left out. */
export function readPaperSearch(search: Readonly<Record<string, unknown>>): PaperSearch {
  return given({
    ...readListSearch(search),
    status: oneOf(search['status'], paperStatuses),
    orderId: wordOf(search['orderId'], 80),
    userId: wordOf(search['userId'], 80),
  })
}

/** The query of the operation for an address. */
export const paperQuery = ({ status, orderId, userId }: PaperSearch): PaperFilter =>
  given({ status, orderId, userId })
