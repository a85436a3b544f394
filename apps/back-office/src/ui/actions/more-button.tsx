import { Button } from '@mantine/core'
import { useMessages } from '../../office.tsx'
import type { Found } from '../data-list/column.ts'

type Props = {
  readonly found: Pick<Found<unknown>, 'hasMore' | 'isReadingMore' | 'readMore'>
  readonly mt?: 'xs' | 'sm'
}

/** Reads the next page of what was found, as long as there is one. */
export function MoreButton({ found: { hasMore, isReadingMore, readMore }, ...rest }: Props) {
  const { list } = useMessages()
  if (!hasMore) return null
  return (
    <Button {...rest} size="xs" variant="default" loading={isReadingMore} onClick={readMore}>
      {list.more}
    </Button>
  )
}
