import type { SavedView } from '@comptoir/contracts/admin/saved-views'
import { lookUp } from '@comptoir/contracts/look-up'
import { Link } from '@tanstack/react-router'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/data-list/data-list.module.css'
import { given } from '../../../ui/data-list/list-search.ts'
import { SavedViews } from '../../../ui/data-list/saved-views.tsx'
import { useListTexts } from '../list-texts.ts'
import { usualColumns } from './order-columns.tsx'
import { filterNames, type OrderFilter, type OrderSearch, readOrderSearch } from './order-search.ts'
import { shownAs } from './use-order-search.ts'

const presets: Readonly<Record<string, OrderFilter>> = {
  all: {},
  toPrepare: { status: 'processing' },
  unpaid: { status: 'awaiting_payment' },
  failed: { paymentStatus: 'failed' },
  disputed: { paymentStatus: 'disputed' },
  returned: { fulfilmentStatus: 'partially_returned' },
}

type Props = {
  readonly search: OrderSearch
  readonly go: (next: OrderSearch) => void
}

/** Whether a list shows this, and no more. */
function isShown(search: OrderSearch, preset: OrderFilter): boolean {
  const set = filterNames.filter((name) => search[name] !== undefined)
  const isSame = set.every((name) => search[name] === preset[name])
  return search.view === undefined && set.length === Object.keys(preset).length && isSame
}

/** Filters and order as a saved view keeps them. */
function keptQuery(search: OrderSearch): Readonly<Record<string, string>> {
  const { view: _, columns: __, density: ___, ...query } = search
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  )
}

/** The views that everybody has, then those that were saved. */
export function OrderViews({ search, go }: Props) {
  const orders = useListTexts()
  const { may } = usePermissions()
  const open = ({ viewId, query, columns, density }: SavedView) =>
    go({
      ...readOrderSearch(query),
      ...given({ columns: columns?.join(','), density }),
      view: viewId,
    })
  return (
    <>
      {Object.entries(presets).map(([name, preset]) => (
        <button
          key={name}
          type="button"
          className={classes['view']}
          aria-pressed={isShown(search, preset)}
          onClick={() => go({ ...shownAs(search), ...preset })}
        >
          {lookUp(orders.presets, name)}
        </button>
      ))}
      {may('order-drafts.write') ? (
        <Link to="/orders/drafts" search={true} className={classes['view']}>
          {orders.drafts}
        </Link>
      ) : null}
      <SavedViews
        list="orders"
        now={{
          query: keptQuery(search),
          columns: search.columns?.split(',') ?? usualColumns,
          density: search.density ?? 'normal',
        }}
        chosen={search.view}
        onOpen={open}
        onSaved={({ viewId }) => go({ ...search, view: viewId })}
      />
    </>
  )
}
