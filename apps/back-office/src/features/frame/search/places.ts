import type { Permission } from '@comptoir/contracts/accounts/permissions'
import type { searchFr } from '../../../messages/search.ts'

type Place = {
  readonly name: keyof (typeof searchFr)['places']
  readonly to: string
  readonly needs: Permission
}

/** What stands inside a page of the rail, and what begins there: the day's work is one search away. */
const places: readonly Place[] = [
  { name: 'receive', to: '/stock/receive', needs: 'stock.write' },
  { name: 'alerts', to: '/stock/alerts', needs: 'stock.read' },
  { name: 'newProduct', to: '/products/new/texts', needs: 'products.write' },
  { name: 'newCategory', to: '/categories/new', needs: 'catalogue.write' },
  { name: 'newPromotion', to: '/promotions/new', needs: 'promotions.write' },
  { name: 'priceLists', to: '/prices/lists', needs: 'prices.read' },
  { name: 'handOver', to: '/shipments/hand-over', needs: 'shipments.write' },
  { name: 'tariffs', to: '/shipments/tariffs', needs: 'tariffs.read' },
  { name: 'disputes', to: '/payments/disputes', needs: 'disputes.read' },
  { name: 'payouts', to: '/payments/payouts', needs: 'payouts.read' },
  { name: 'creditNotes', to: '/invoices/credit-notes', needs: 'customer-objects.any' },
  { name: 'withdrawals', to: '/returns/withdrawals', needs: 'returns.read' },
  { name: 'replies', to: '/inbox/replies', needs: 'conversations.read' },
  { name: 'templates', to: '/notifications/templates', needs: 'templates.read' },
  { name: 'health', to: '/platform/health', needs: 'platform.read' },
  { name: 'deadLetters', to: '/platform/dead-letters', needs: 'platform.read' },
  { name: 'sagas', to: '/platform/sagas', needs: 'platform.read' },
  { name: 'reconciliations', to: '/platform/reconciliations', needs: 'platform.read' },
]

/** Those that somebody with these rights may open. */
export const placesFor = (mine: readonly string[]): readonly Place[] =>
  places.filter(({ needs }) => mine.includes(needs))
