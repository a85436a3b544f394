import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import type { usePlatformTexts } from '../platform-texts.ts'
import { type Letter, shortType } from './letter.ts'

const mostLetters = 90
/** A reason as a cell and a choice show it. */
export const shortened = (reason: string): string =>
  reason.length > mostLetters ? `${reason.slice(0, mostLetters)}…` : reason

export const usualColumns = ['type', 'service', 'reason', 'subject', 'receivedAt'] as const

export function letterColumns(
  { letters: { columns } }: ReturnType<typeof usePlatformTexts>,
  locale: Locale,
): Column<Letter>[] {
  return [
    {
      ...{ id: 'type', header: columns.type, text: ({ event }) => event.type },
      cell: ({ service, id: letterId, event }) => (
        <Link
          to="/platform/dead-letters/$service/$letterId"
          params={{ service, letterId }}
          search={true}
        >
          {shortType(event.type)}
        </Link>
      ),
    },
    {
      ...{ id: 'service', header: columns.service, text: ({ service }) => service },
      cell: ({ service }) => service,
    },
    {
      ...{ id: 'reason', header: columns.reason, text: ({ reason }) => reason },
      cell: ({ reason }) => shortened(reason),
    },
    {
      ...{ id: 'subject', header: columns.subject, text: ({ event }) => event.subject },
      cell: ({ event }) => event.subject,
    },
    {
      ...{ id: 'receivedAt', header: columns.receivedAt, text: ({ receivedAt }) => receivedAt },
      cell: ({ receivedAt }) => (
        <time dateTime={receivedAt}>{formatDate(receivedAt, 'moment', locale)}</time>
      ),
    },
  ]
}
