import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { Link } from '@tanstack/react-router'
import type { StockMessages } from '../../../messages/logistics/stock.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { levelTones } from '../stock-texts.ts'

export const usualColumns = [
  ...['sku', 'level', 'available', 'onHand', 'reserved', 'lowThreshold'],
] as const

const figure = (id: 'available' | 'onHand' | 'reserved' | 'lowThreshold', header: string) => ({
  ...{ id, header, isAmount: true },
  cell: (item: StockItem) => item[id] ?? '',
  text: (item: StockItem) => String(item[id] ?? ''),
})

/** The columns of the stock. */
export function stockColumns({ columns, levels }: StockMessages): Column<StockItem>[] {
  return [
    {
      ...{ id: 'sku', header: columns.sku, text: ({ sku }) => sku },
      cell: ({ sku }) => (
        <Link to="/stock/items/$sku" params={{ sku }} search={true}>
          {sku}
        </Link>
      ),
    },
    {
      ...{ id: 'level', header: columns.level, text: ({ level }) => levels[level] },
      cell: ({ level }) => <StatusBadge text={levels[level]} tone={levelTones[level]} />,
    },
    figure('available', columns.available),
    figure('onHand', columns.onHand),
    figure('reserved', columns.reserved),
    figure('lowThreshold', columns.lowThreshold),
  ]
}
