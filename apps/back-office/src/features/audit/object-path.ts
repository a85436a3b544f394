import { lookUp } from '@comptoir/contracts/look-up'

const paths: Readonly<Record<string, (id: string) => string>> = {
  accounts: (id) => `/customers/${id}`,
  // the whole tree is one object
  categories: () => '/categories',
  conversations: (id) => `/inbox/${id}`,
  invitations: () => '/staff/invitations',
  invoices: (id) => `/invoices/${id}`,
  orders: (id) => `/orders/${id}/summary`,
  'payment-intents': (id) => `/payments/${id}`,
  payouts: (id) => `/payments/payouts/${id}`,
  'price-lists': (id) => `/prices/lists/${id}`,
  'product-changes': (id) => `/products/changes/${id}`,
  'product-imports': (id) => `/imports/${id}`,
  products: (id) => `/products/${id}`,
  reconciliations: (id) => `/platform/reconciliations/${id}`,
  shipments: (id) => `/shipments/${id}`,
  'stock-items': (id) => `/stock/items/${id}`,
  'tax-rates': () => '/prices/rates',
  'tax-settings': () => '/prices/settings',
  vendors: (id) => `/vendors/${id}`,
}

const settingsOfAdmin = (service: string, id: string) =>
  service === 'admin' ? `/settings/${id}` : undefined

/** The page of a changed object; nothing where none is known. */
export function objectPath(service: string, collection: string, id: string): string | undefined {
  const name = encodeURIComponent(id)
  if (collection === 'settings') return settingsOfAdmin(service, name)
  return lookUp(paths, collection)?.(name)
}
