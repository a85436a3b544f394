import { createRouter } from '@tanstack/react-router'
import { account } from './routes/account.ts'
import { audit } from './routes/audit.ts'
import { categories } from './routes/categories.ts'
import { customers } from './routes/customers.ts'
import { dashboard, dashboardFigure } from './routes/dashboard.ts'
import { imports } from './routes/imports.ts'
import { inbox } from './routes/inbox.ts'
import { invoices } from './routes/invoices.ts'
import { notifications } from './routes/notifications.ts'
import { orders } from './routes/orders.ts'
import { ownShop } from './routes/own-shop.ts'
import { payments } from './routes/payments.ts'
import { platform } from './routes/platform.ts'
import { prices } from './routes/prices.ts'
import { products } from './routes/products.ts'
import { promotions } from './routes/promotions.ts'
import { returns, withdrawals } from './routes/returns.ts'
import { home, root } from './routes/root.ts'
import { settings } from './routes/settings.ts'
import { shipments, tariffs } from './routes/shipments.ts'
import { staff } from './routes/staff.ts'
import { stock, stockAlerts } from './routes/stock.ts'
import { vendors } from './routes/vendors.ts'

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    dashboardFigure,
    dashboard,
    orders,
    shipments,
    tariffs,
    returns,
    withdrawals,
    stock,
    stockAlerts,
    products,
    customers,
    vendors,
    ownShop,
    account,
    inbox,
    notifications,
    platform,
    ...staff,
    ...settings,
    ...audit,
    imports,
    ...categories,
    ...prices,
    ...payments,
    ...invoices,
    promotions,
  ]),
  // plain words in addresses, as people type and send them
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const words = Object.entries(search).filter(([, value]) => value !== undefined)
    const text = new URLSearchParams(words.map(([name, value]) => [name, String(value)])).toString()
    return text === '' ? '' : `?${text}`
  },
  defaultPreload: 'intent',
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
