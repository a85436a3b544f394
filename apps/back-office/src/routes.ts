import { createRouter } from '@tanstack/react-router'
import { Broken } from './features/frame/home.tsx'
import { categories } from './routes/catalogue/categories.ts'
import { imports } from './routes/catalogue/imports.ts'
import { prices } from './routes/catalogue/prices.ts'
import { products } from './routes/catalogue/products.ts'
import { promotions } from './routes/catalogue/promotions.ts'
import { stock, stockAlerts } from './routes/catalogue/stock.ts'
import { dashboard, dashboardFigure } from './routes/dashboard.ts'
import { account } from './routes/people/account.ts'
import { customers } from './routes/people/customers.ts'
import { inbox } from './routes/people/inbox.ts'
import { ownShop } from './routes/people/own-shop.ts'
import { staff } from './routes/people/staff.ts'
import { vendors } from './routes/people/vendors.ts'
import { home, root } from './routes/root.ts'
import { invoices } from './routes/sales/invoices.ts'
import { orders } from './routes/sales/orders.ts'
import { payments } from './routes/sales/payments.ts'
import { returns, withdrawals } from './routes/sales/returns.ts'
import { shipments, tariffs } from './routes/sales/shipments.ts'
import { audit } from './routes/shop/audit.ts'
import { notifications } from './routes/shop/notifications.ts'
import { platform } from './routes/shop/platform.ts'
import { settings } from './routes/shop/settings.ts'

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
  // what stands around a page stays when the page fails
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
