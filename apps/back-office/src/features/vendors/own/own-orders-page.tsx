import type { VendorOrder } from '@comptoir/contracts/orders/vendors/routes'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import { type OrderMessages, ordersEn, ordersFr } from '../../../messages/orders/orders.ts'
import type { VendorOrderMessages } from '../../../messages/vendors/vendor-orders.ts'
import { useLocale, useMessages, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import listClasses from '../../../ui/data-list/data-list.module.css'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useVendorOrderWords } from '../vendor-words.ts'
import { type OwnOrderSearch, ownOrderStatuses } from './own-order-search.ts'
import { useVendorOrders } from './use-vendor-orders.ts'

const route = getRouteApi('/my-shop/orders')

/** What was ordered of a vendor, for its own people, and the order that is open on top of it. */
export function OwnOrdersPage() {
  const { vendorId } = usePermissions()
  if (vendorId === undefined) return null
  return <ListStack>{(isOn) => <OwnOrderList vendorId={vendorId} isOn={isOn} />}</ListStack>
}

type ListProps = { readonly vendorId: string; readonly isOn: boolean }

function OwnOrderList({ vendorId, isOn }: ListProps) {
  const texts = useVendorOrderWords()
  const orders = useWords({ fr: ordersFr, en: ordersEn })
  const { frame } = useMessages()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = useVendorOrders(vendorId, search)
  const columns = useMemo(() => columnsOf({ texts, orders }, locale), [texts, orders, locale])
  const go = (next: OwnOrderSearch) => void navigate({ to: '/my-shop/orders', search: given(next) })
  return (
    <DataList<VendorOrder>
      title={frame.pages.ownOrders}
      name="orders"
      columns={columns}
      usual={usualColumns}
      rowId={({ orderId }) => orderId}
      rowName={({ number }) => number}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change })}
      onOpen={({ orderId }) => {
        void navigate({ to: '/my-shop/orders/$orderId', params: { orderId }, search: true })
      }}
      isOn={isOn}
      views={[undefined, ...ownOrderStatuses].map((status) => (
        <button
          key={status ?? 'all'}
          type="button"
          className={listClasses['view']}
          aria-pressed={search.status === status}
          onClick={() => go({ ...search, status })}
        >
          {status === undefined ? orders.presets.all : orders.statuses[status]}
        </button>
      ))}
      filters={null}
    />
  )
}

const usualColumns = ['number', 'confirmedAt', 'status', 'goods', 'gross'] as const

type Texts = { readonly texts: VendorOrderMessages; readonly orders: OrderMessages }

function columnsOf({ texts, orders }: Texts, locale: Locale): Column<VendorOrder>[] {
  const { columns, statuses } = orders
  const goodsOf = ({ lines }: VendorOrder) =>
    lines.map(({ quantity, sku }) => `${quantity} × ${sku}`).join(', ')
  const gross = (order: VendorOrder) => formatMoney(order.gross, locale)
  return [
    {
      ...{ id: 'number', header: columns.number, text: ({ number }) => number },
      cell: ({ orderId, number }) => (
        <Link to="/my-shop/orders/$orderId" params={{ orderId }} search={true}>
          {number}
        </Link>
      ),
    },
    {
      ...{ id: 'confirmedAt', header: texts.confirmed, text: ({ confirmedAt }) => confirmedAt },
      cell: ({ confirmedAt }) => (
        <time dateTime={confirmedAt}>{formatDate(confirmedAt, 'moment', locale)}</time>
      ),
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => (
        <StatusBadge
          text={statuses[status]}
          tone={status === 'processing' ? 'attention' : 'calm'}
        />
      ),
    },
    { ...{ id: 'goods', header: columns.items, cell: goodsOf, text: goodsOf } },
    { ...{ id: 'gross', header: texts.ownPart, isAmount: true, cell: gross, text: gross } },
  ]
}
