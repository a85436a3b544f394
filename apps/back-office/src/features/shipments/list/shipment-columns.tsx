import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { Link } from '@tanstack/react-router'
import type { ShipmentMessages } from '../../../messages/logistics/shipments.ts'
import type { Locale } from '../../../messages/messages.ts'
import { type Column, textColumn } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { shipmentTones } from '../shipment-texts.ts'

export const usualColumns = [
  ...['order', 'createdAt', 'status', 'service', 'recipient', 'parcels', 'tracking'],
] as const

/** The columns of the list of shipments. */
export function shipmentColumns(texts: ShipmentMessages, locale: Locale): Column<Shipment>[] {
  const { columns, statuses, purposes } = texts
  return [
    {
      ...{ id: 'order', header: columns.order, text: ({ orderNumber }) => orderNumber },
      cell: ({ shipmentId, orderNumber }) => (
        <Link to="/shipments/$shipmentId" params={{ shipmentId }} search={true}>
          {orderNumber}
        </Link>
      ),
    },
    {
      ...{ id: 'createdAt', header: columns.createdAt, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => (
        <time dateTime={createdAt}>{formatDate(createdAt, 'moment', locale)}</time>
      ),
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={shipmentTones[status]} />,
    },
    textColumn('purpose', columns.purpose, ({ purpose }) => purposes[purpose]),
    textColumn('service', columns.service, ({ serviceName }) => readText(serviceName, locale).text),
    textColumn('recipient', columns.recipient, ({ to }) => `${to.recipient}, ${to.city}`),
    {
      ...{ id: 'parcels', header: columns.parcels, isAmount: true },
      cell: ({ parcels }) => parcels.length,
      text: ({ parcels }) => String(parcels.length),
    },
    textColumn('tracking', columns.tracking, ({ trackingNumber }) => trackingNumber),
  ]
}
