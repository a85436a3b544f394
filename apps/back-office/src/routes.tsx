import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Frame } from './features/frame/frame.tsx'
import { Home, Missing } from './features/frame/home.tsx'
import { readOrderSearch } from './features/orders/list/order-search.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })

const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  validateSearch: readOrderSearch,
  component: lazyRouteComponent(
    () => import('./features/orders/list/orders-page.tsx'),
    'OrdersPage',
  ),
})

/** The list stays below an order that is open. */
const orderTab = createRoute({
  getParentRoute: () => orders,
  path: '/$orderId/$tab',
  component: lazyRouteComponent(
    () => import('./features/orders/order/order-page.tsx'),
    'OrderPage',
  ),
})

const order = createRoute({
  getParentRoute: () => orders,
  path: '/$orderId',
  beforeLoad: ({ params }) => {
    const tab = { ...params, tab: 'summary' }
    throw redirect({ to: '/orders/$orderId/$tab', params: tab, search: true, replace: true })
  },
})

export const router = createRouter({
  routeTree: root.addChildren([home, orders.addChildren([order, orderTab])]),
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
