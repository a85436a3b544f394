import type { InvoiceExport } from '@comptoir/contracts/billing/export-routes'
import { formatDate } from '@comptoir/site/dates'
import type { InvoiceTexts } from '../../../messages/invoices/invoices.ts'
import type { Locale } from '../../../messages/messages.ts'
import type { StatusTone } from '../../../ui/status-badge.tsx'

type Words = InvoiceTexts['exports']
type Export = Pick<InvoiceExport, 'filter'>

export const exportTones: Readonly<Record<InvoiceExport['status'], StatusTone>> = {
  ...{ queued: 'calm', running: 'calm', done: 'good', failed: 'bad' },
  ...{ cancelled: 'ended', expired: 'ended' },
}

/** Whether an export goes on: it is read again until it does not. */
export const isGoing = ({ status }: Pick<InvoiceExport, 'status'>): boolean =>
  status === 'queued' || status === 'running'

const daysOf = ({ filter: { from, to } }: Export, locale: Locale) =>
  [formatDate(from, 'date', locale), formatDate(to, 'date', locale)] as const

/** Of which days an export is. */
export const daysText = (of: Export, words: Words, locale: Locale): string =>
  words.from(...daysOf(of, locale))

export const exportTitle = (of: Export, words: Words, locale: Locale): string =>
  words.title(...daysOf(of, locale))

/** Which documents an export holds. */
export const whatText = ({ filter: { type } }: Export, { what }: Words): string =>
  what[type ?? 'all']

/** How large a file is. */
export const sizeText = (bytes: number, locale: Locale): string =>
  new Intl.NumberFormat(locale === 'en' ? 'en-IE' : 'fr-FR', {
    ...{ style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 },
  }).format(bytes / 1_000_000)
