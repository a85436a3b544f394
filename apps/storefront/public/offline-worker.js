// Offline: a small page, and the cart if nothing changed it since it was seen. Shows what is pushed.
const offline = ['/offline-fr.html', '/offline-en.html']
const carts = 'comptoir-carts-2'
const isLeaving = /^\/bff\/(session\/end|me\/erasure)/
const isChange = /^\/bff\/(cart(?!\/quote)|checkout|session|registrations|me\/erasure)/
let changes = 0

addEventListener('install', (event) => {
  // an earlier one would show no push until all pages are closed
  skipWaiting()
  event.waitUntil(caches.open('comptoir-offline-1').then((cache) => cache.addAll(offline)))
})

addEventListener('activate', (event) => {
  // an earlier one kept carts that had changed since
  event.waitUntil(Promise.all([clients.claim(), caches.delete('comptoir-carts')]))
})

addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { pathname, search } = new URL(url)
  if (method !== 'GET') {
    if (isChange.test(pathname)) event.respondWith(change(event, pathname))
  } else if (mode === 'navigate') event.respondWith(navigate(event, pathname, search))
})

async function change(event, path) {
  const { onLine } = navigator
  if (isLeaving.test(path)) event.waitUntil(forget())
  try {
    const answer = await fetch(event.request)
    // a refusal changes nothing
    if (!/^4/.test(answer.status)) event.waitUntil(forget())
    return answer
  } catch (error) {
    // it may have arrived, and only its answer not
    if (onLine) event.waitUntil(forget())
    if (event.request.mode === 'navigate') return await offlinePage(event, path)
    throw error
  }
}

function forget() {
  changes += 1
  return caches.delete(carts)
}

async function navigate(event, path, search) {
  const isCart = /^\/(fr|en)\/cart$/.test(path)
  const before = changes
  try {
    const page = await fetch(event.request)
    const cart = isCart && page.ok && page.headers.get('comptoir-cart')
    if (cart && cart !== 'open') event.waitUntil(forget())
    // what is asked for says more than the cart
    else if (cart && !search) event.waitUntil(keep(path, page.clone(), before))
    return page
  } catch {
    const seen = isCart && (await caches.match(path, { cacheName: carts }))
    return seen || (await offlinePage(event, path))
  }
}

// a form has the language of its page
async function offlinePage({ request }, path) {
  const [, language = 'fr'] =
    /^\/(fr|en)\b/.exec(path) || /\/(fr|en)(?:\/|$)/.exec(request.referrer) || []
  return (await caches.match(`/offline-${language}.html`)) || Response.error()
}

// marked: not of now
async function keep(path, page, before) {
  const text = (await page.text()).replace('<html', '<html data-kept')
  const cache = await caches.open(carts)
  if (changes === before) await cache.put(path, new Response(text, { headers: page.headers }))
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

// browsers demand that something is shown
function contentOf(data) {
  try {
    return data?.json() ?? {}
  } catch {
    return {}
  }
}

// of this shop only
async function show(url) {
  const { pathname, search, hash } = new URL(url, location.origin)
  const page = `${location.origin}${pathname}${search}${hash}`
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = open.find((client) => client.url === page)
  return there ? await there.focus() : await clients.openWindow(page)
}
