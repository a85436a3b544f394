import { lookUp } from './look-up.ts'

/** Every service and site that runs: app id (= folder = Dapr app id) and its fixed port. */
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
  admin: { port: 9009 },
  notifications: { port: 9011 },
  promotions: { port: 9012 },
  support: { port: 9013 },
  storefront: { port: 9000 },
} as const

export type AppId = keyof typeof services
export const appIds = Object.keys(services) as AppId[]

/** Programs with pages for people: they have no API of their own, and their folders are in `apps/`. */
export const siteIds: readonly AppId[] = ['storefront']
export const isSite = (appId: AppId): boolean => siteIds.includes(appId)

/** Where the program of an app id is, from the root of the repository. */
export const folderOf = (appId: AppId): string => `${isSite(appId) ? 'apps' : 'services'}/${appId}`

/** Which public path prefixes the gateway routes to which service. `/internal/` is never routed. */
export const publicPrefixes: Record<string, AppId> = {
  '/api/auth': 'accounts',
  '/api/me': 'accounts',
  '/api/users': 'accounts',
  '/api/permissions': 'accounts',
  '/api/staff': 'accounts',
  '/api/data-exports': 'accounts',
  '/api/erasure-receipts': 'accounts',
  '/api/invitations': 'accounts',
  '/.well-known': 'accounts',
  '/api/products': 'catalog',
  '/api/product-changes': 'catalog',
  '/api/product-imports': 'catalog',
  '/api/categories': 'catalog',
  '/api/images': 'catalog',
  '/api/search': 'catalog',
  '/api/price-lists': 'catalog',
  '/api/stock': 'inventory',
  '/api/stock-alerts': 'inventory',
  '/cart': 'carts',
  '/carts': 'carts',
  '/api/wish-lists': 'carts',
  '/api/shared-wish-lists': 'carts',
  '/api/orders': 'orders',
  '/api/order-drafts': 'orders',
  '/api/vendor-orders': 'orders',
  '/api/payment-links': 'orders',
  '/api/returns': 'orders',
  '/api/return-policy': 'orders',
  '/api/withdrawals': 'orders',
  '/api/sagas': 'orders',
  '/api/payment-intents': 'payments',
  '/api/payment-methods': 'payments',
  '/api/refunds': 'payments',
  '/api/disputes': 'payments',
  '/api/payouts': 'payments',
  '/api/payout-lines': 'payments',
  '/api/webhooks': 'payments',
  '/api/invoices': 'billing',
  '/api/invoice-exports': 'billing',
  '/api/invoice-transmissions': 'billing',
  '/api/credit-notes': 'billing',
  '/api/tax-rates': 'billing',
  '/api/tax-settings': 'billing',
  '/api/taxes': 'billing',
  '/api/vat-ids': 'billing',
  '/api/reports': 'billing',
  '/api/shipping-rates': 'shipping',
  '/api/shipping-tariffs': 'shipping',
  '/api/shipping-zones': 'shipping',
  '/api/pickup-points': 'shipping',
  '/api/shipments': 'shipping',
  '/api/label-batches': 'shipping',
  '/api/tracking': 'shipping',
  '/api/carriers': 'shipping',
  '/api/promotions': 'promotions',
  '/api/notifications': 'notifications',
  '/api/inbox': 'notifications',
  '/api/notification-preferences': 'notifications',
  '/api/notification-templates': 'notifications',
  '/api/push-subscriptions': 'notifications',
  '/api/unsubscriptions': 'notifications',
  '/api/mail-events': 'notifications',
  '/api/sms-events': 'notifications',
  '/api/suppressions': 'notifications',
  '/api/shop': 'admin',
  '/api/settings': 'admin',
  '/api/reconciliations': 'admin',
  '/api/audit': 'admin',
  '/api/vendors': 'admin',
  '/api/dashboard': 'admin',
  '/api/saved-views': 'admin',
  '/api/conversations': 'support',
  '/api/support': 'support',
}

/**
 * The service that owns a public path, by its longest prefix of whole segments; none for what the gateway answers itself.
 * @example ownerOf('/api/orders/{orderId}') // { appId: 'orders', prefix: '/api/orders' }
 */
export function ownerOf(path: string): { appId: AppId; prefix: string } | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const prefix = path.slice(0, end)
    const appId = lookUp(publicPrefixes, prefix)
    if (appId) return { appId, prefix }
  }
  return undefined
}
