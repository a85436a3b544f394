import { formatDate } from '@comptoir/site/dates'
import { useLocale, useMessages } from '../office.tsx'
import { Notice } from './notice.tsx'

/** What is shown was read before, and could not be read again. */
export function StaleNote({ readAt }: { readonly readAt: number }) {
  const { frame } = useMessages()
  const locale = useLocale()
  const time = formatDate(new Date(readAt).toISOString(), 'time', locale)
  return (
    <Notice tone="attention" role="status">
      {frame.asOf(time)}
    </Notice>
  )
}
