// Holds one small page for when there is no network; everything else always goes to the network.
const offline = ['/offline-fr.html', '/offline-en.html']

addEventListener('install', (event) => {
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
