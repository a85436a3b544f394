import { Link } from '@tanstack/react-router'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/data-list/data-list.module.css'
import { ListViews } from '../../../ui/data-list/list-views.tsx'
import { useListTexts } from '../list-texts.ts'
import { usualColumns } from './order-columns.tsx'
import { type OrderSearch, readOrderSearch } from './order-search.ts'

type Props = {
  readonly search: OrderSearch
  readonly go: (next: OrderSearch) => void
}

/** The views that everybody has, the way to the drafts, then the views that were saved. */
export function OrderViews({ search, go }: Props) {
  const { presets: texts, drafts } = useListTexts()
  const { may } = usePermissions()
  const presets: { text: string; filter: OrderSearch }[] = [
    { text: texts.all, filter: {} },
    { text: texts.toPrepare, filter: { status: 'processing' } },
    { text: texts.unpaid, filter: { status: 'awaiting_payment' } },
    { text: texts.failed, filter: { paymentStatus: 'failed' } },
    { text: texts.disputed, filter: { paymentStatus: 'disputed' } },
    { text: texts.returned, filter: { fulfilmentStatus: 'partially_returned' } },
  ]
  return (
    <ListViews
      list="orders"
      usual={usualColumns}
      read={readOrderSearch}
      {...{ search, go, presets }}
      link={
        may('order-drafts.write') ? (
          <Link to="/orders/drafts" search={true} className={classes['view']}>
            {drafts}
          </Link>
        ) : null
      }
    />
  )
}
