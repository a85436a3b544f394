// Holds one small page for when there is no network, and shows what the shop pushes; all else always goes to the network.
const offline = ['/offline-fr.html', '/offline-en.html']

addEventListener('install', (event) => {
  // a browser that has an earlier one would show no push until its last page is closed
  skipWaiting()
  event.waitUntil(caches.open('comptoir-offline-1').then((cache) => cache.addAll(offline)))
})

addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode !== 'navigate') return
  const language = new URL(request.url).pathname.startsWith('/en') ? 'en' : 'fr'
  event.respondWith(
    fetch(request).catch(async () => {
      const page = await caches.match(`/offline-${language}.html`)
      return page ?? Response.error()
    }),
  )
})

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
