import { createRouter } from '@tanstack/react-router'
import { orders } from './routes/orders.ts'
import { home, root } from './routes/root.ts'

export const router = createRouter({
  routeTree: root.addChildren([home, orders]),
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
