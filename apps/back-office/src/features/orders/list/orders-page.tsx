import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { lazy, Suspense, useMemo, useRef } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { saveFile } from '../../../ui/data-list/save-file.ts'
import { useListTexts } from '../list-texts.ts'
import { orderColumns, usualColumns } from './order-columns.tsx'
import { OrderFilterBar } from './order-filter-bar.tsx'
import { OrderViews } from './order-views.tsx'
import { useOrderSearch } from './use-order-search.ts'
import { useOrders } from './use-orders.ts'

/** Loaded when the first row is chosen. */
const BulkActions = lazy(async () => {
  const { BulkActions } = await import('../bulk/bulk-actions.tsx')
  return { default: BulkActions }
})

/** The list of orders, and the one that is open on top of it: the list stays as it was. */
export function OrdersPage() {
  return <ListStack>{(isOn) => <OrderList isOn={isOn} />}</ListStack>
}

/** Has all that the filters find written by the service, as a file. */
function useExport(query: object): () => Promise<void> {
  const { open } = useApi()
  const locale = useLocale()
  return async () => {
    const words = Object.entries({ ...query, locale }).map(([name, value]) => [name, String(value)])
    const answer = await open(`/api/orders/export?${new URLSearchParams(words)}`)
    saveFile('orders.csv', await answer.blob())
  }
}

function OrderList({ isOn }: { readonly isOn: boolean }) {
  const orders = useListTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const { search, go, openOrder } = useOrderSearch()
  const { found, query, amounts } = useOrders(search)
  const exportAll = useExport(query)
  const field = useRef<HTMLInputElement>(null)
  const tagButton = useRef<HTMLButtonElement>(null)
  const columns = useMemo(() => orderColumns(orders, locale), [orders, locale])
  return (
    <DataList<OrderOverview>
      title={orders.title}
      name="orders"
      columns={columns}
      usual={usualColumns}
      rowId={({ orderId }) => orderId}
      rowName={({ number }) => number}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ orderId }) => openOrder(orderId)}
      onExport={may('orders.export') ? exportAll : undefined}
      isOn={isOn}
      field={field}
      views={<OrderViews search={search} go={go} />}
      filters={<OrderFilterBar {...{ search, go, field, amounts }} />}
      bulk={(rows, done) => (
        <Suspense fallback={null}>
          <BulkActions rows={rows} onDone={done} button={tagButton} />
        </Suspense>
      )}
      onAct={() => tagButton.current?.click()}
    />
  )
}
