/** Every service that runs: app id (= folder = Dapr app id) and its fixed port. */
export const services = {
  gateway: { port: 8080 },
  accounts: { port: 9001 },
  catalog: { port: 9002 },
  inventory: { port: 9003 },
  carts: { port: 9004 },
  orders: { port: 9005 },
  payments: { port: 9006 },
  billing: { port: 9007 },
  shipping: { port: 9008 },
  promotions: { port: 9012 },
} as const

export type AppId = keyof typeof services
export const appIds = Object.keys(services) as AppId[]

/** Which public path prefixes the gateway routes to which service. `/internal/` is never routed. */
export const publicPrefixes: Record<string, AppId> = {
  '/api/auth': 'accounts',
  '/api/me': 'accounts',
  '/api/users': 'accounts',
  '/.well-known': 'accounts',
  '/api/products': 'catalog',
  '/api/categories': 'catalog',
  '/api/images': 'catalog',
  '/api/search': 'catalog',
  '/api/price-lists': 'catalog',
  '/api/stock': 'inventory',
  '/api/stock-alerts': 'inventory',
  '/cart': 'carts',
  '/carts': 'carts',
  '/api/orders': 'orders',
  '/api/returns': 'orders',
  '/api/return-policy': 'orders',
  '/api/withdrawals': 'orders',
  '/api/payment-intents': 'payments',
  '/api/payment-methods': 'payments',
  '/api/refunds': 'payments',
  '/api/webhooks': 'payments',
  '/api/invoices': 'billing',
  '/api/credit-notes': 'billing',
  '/api/tax-rates': 'billing',
  '/api/tax-settings': 'billing',
  '/api/taxes': 'billing',
  '/api/vat-ids': 'billing',
  '/api/reports': 'billing',
  '/api/shipping-rates': 'shipping',
  '/api/shipments': 'shipping',
  '/api/tracking': 'shipping',
  '/api/carriers': 'shipping',
  '/api/promotions': 'promotions',
}
