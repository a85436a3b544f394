// Holds a small page and the cart as it was seen last for when there is no network, and shows what the shop pushes; all else always goes
// to the network.
const offline = ['/offline-fr.html', '/offline-en.html']
const carts = 'comptoir-carts'
// who comes or goes leaves no cart to the next one
const isChangeOfPerson = /^\/bff\/(session|registrations|me\/erasure)/

addEventListener('install', (event) => {
  // a browser that has an earlier one would show no push until its last page is closed
  skipWaiting()
  event.waitUntil(caches.open('comptoir-offline-1').then((cache) => cache.addAll(offline)))
})

addEventListener('fetch', (event) => {
  const { request } = event
  const path = new URL(request.url).pathname
  if (request.method !== 'GET' && isChangeOfPerson.test(path)) event.waitUntil(caches.delete(carts))
  if (request.mode !== 'navigate') return
  const isCart = request.method === 'GET' && /^\/(fr|en)\/cart$/.test(path)
  event.respondWith(
    fetch(request).then(
      (page) => {
        if (isCart && page.ok) event.waitUntil(keepCart(path, page.clone()))
        return page
      },
      async () => {
        const language = path.startsWith('/en') ? 'en' : 'fr'
        const seen = isCart && (await caches.match(path, { cacheName: carts }))
        return seen || (await caches.match(`/offline-${language}.html`)) || Response.error()
      },
    ),
  )
})

async function keepCart(path, page) {
  const cache = await caches.open(carts)
  await cache.put(path, page)
}

addEventListener('push', (event) => {
  const { title = 'Comptoir', body = '', url = '/', tag } = contentOf(event.data)
  const shown = { body, icon: '/favicon.svg', data: { url }, ...(tag && { tag }) }
  event.waitUntil(registration.showNotification(title, shown))
})

addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(show(event.notification.data?.url ?? '/'))
})

// browsers demand that something is shown, whatever came
function contentOf(data) {
  try {
    return data?.json() ?? {}
  } catch {
    return {}
  }
}

// of this shop only, wherever the message says that it is
async function show(url) {
  const { pathname, search, hash } = new URL(url, location.origin)
  const page = `${location.origin}${pathname}${search}${hash}`
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = open.find((client) => client.url === page)
  return there ? await there.focus() : await clients.openWindow(page)
}
