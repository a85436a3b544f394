import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import type { RememberedResponse } from '@comptoir/service/http/response-memory'
import { metricsText } from '@comptoir/service/observability/metrics'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { getRequestListener } from '@hono/node-server'
import { afterAll, describe, expect, it } from 'vitest'
import { noteFailure, noteMissing, noteMoved, noteTags } from '../shop/page-tags.ts'
import { pageVisit } from '../visit.ts'
import { createApp } from './app.ts'
import { createBff } from './bff/bff.ts'
import { createPageMemory } from './pages/page-memory.ts'
import { measurePages } from './pages/page-metrics.ts'
import { createPersonalPages } from './pages/personal-page.ts'
import { createRender, type NextHandler } from './pages/render.ts'
import { createPages } from './pages/serve-page.ts'

type Seen = {
  readonly url: string
  readonly headers: NodeJS.Dict<string | string[]>
  readonly visit: unknown
}

/** The storefront over a Next that notes what it is asked. */
const seen: Seen[] = []
const next: NextHandler = async (incoming, outgoing) => {
  noteTags('product:1')
  if (incoming.url?.endsWith('/p/gone')) noteMissing()
  const failed = incoming.url?.match(/\/c\/failed-(\d+)$/)?.[1]
  if (failed) {
    noteFailure({ status: Number(failed) })
    outgoing.statusCode = 500
  }
  if (incoming.url?.startsWith('/fr/p/old')) noteMoved('/fr/p/new')
  seen.push({ url: incoming.url ?? '', headers: incoming.headers, visit: pageVisit() })
  if (incoming.url === '/fr/p/for-somebody') outgoing.setHeader('set-cookie', 'of=somebody')
  outgoing.setHeader('content-type', 'text/html; charset=utf-8')
  outgoing.setHeader('x-powered-by', 'Next')
  outgoing.end(`<h1>${incoming.url}</h1>`)
}
const memory = createPageMemory({ maxBytes: 1_000_000 })
const pages = createPages({
  ...{ memory, render: createRender(next), imageOrigin: 'http://pictures' },
  ...{ hearsEvents: () => true, onError: () => {} },
})
const { verify } = createTestVerifier()
const seo = { origin: 'https://shop.example', call: async () => ({}) as never }
const log = silentLog()
const bff = createBff({
  ...{ secret: 'a secret of this test', siteUrl: 'http://localhost:9000', log },
  ...{
    apiOrigin: () => 'http://127.0.0.1:9',
    addressOf: () => '127.0.0.1',
    stateAddress: () => '',
  },
})
const personal = createPersonalPages({ bff, next, imageOrigin: 'http://pictures', log })
const script = {
  ...{ headers: { 'content-encoding': 'br' }, body: brotliCompressSync('a script') },
  route: '/_next/static/:file',
} as unknown as RememberedResponse
const files = (target: string) => (target === '/_next/static/a.js' ? script : undefined)
const app = createApp({ pages, personal, bff, next, files, seo, verify, log, appToken: 'token' })
const listener = getRequestListener(app.fetch)
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo
afterAll(() => server.close())

/** How many requests were answered so far, by where from. */
async function requestsCounted() {
  const { text } = await metricsText()
  const of = (from: string) =>
    Number(text.match(`_requests_total{from="${from}"} (\\d+)`)?.[1] ?? 0)
  return { render: of('render'), memory: of('memory') }
}

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers, redirect: 'manual' })

describe('the storefront', () => {
  it('renders a public page without knowing who asks, and gives it to the next one from memory', async () => {
    seen.length = 0
    const personal = { cookie: 'comptoir_session=secret', 'user-agent': 'somebody' }
    const first = await ask('/fr/p/mug?utm=x', personal)
    expect(await first.text()).toBe('<h1>/fr/p/mug</h1>')
    const again = await ask('/fr/p/mug', { 'accept-encoding': 'gzip, br' })
    expect(await again.text()).toBe('<h1>/fr/p/mug</h1>')
    expect(seen.map(({ url }) => url)).toEqual(['/fr/p/mug'])
    expect(JSON.stringify(seen)).not.toMatch(/secret|somebody/)
    expect(again.headers.get('content-encoding')).toBe('br')
    expect(again.headers.get('x-powered-by')).toBeNull()
  })

  it('leads a browser that asks for an icon by its old name to the one there is', async () => {
    const answer = await ask('/favicon.ico')
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/favicon.svg'])
  })

  it('hears from a page what it was made from, and that there is nothing', async () => {
    await (await ask('/fr/p/tea')).text()
    expect(memory.drop(['product:1'])).toBeGreaterThan(0)
    expect((await ask('/fr/p/gone')).status).toBe(404)
  })

  it('sends scripts compressed to those who take that, and leaves the rest to Next', async () => {
    const coding = async (accepted: string) => {
      const answer = await ask('/_next/static/a.js', { 'accept-encoding': accepted })
      return [answer.headers.get('content-encoding'), await answer.text()]
    }
    expect(await coding('gzip, br')).toEqual(['br', 'a script'])
    expect(await coding('identity')).toEqual([null, '<h1>/_next/static/a.js</h1>'])
  })

  it.each([0, 429, 502, 503, 504])(
    'asks to come again after a failure of status %i',
    async (status) => {
      const answer = await ask(`/fr/c/failed-${status}`)
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10'])
    },
  )

  it('calls a fault of its own what it is', async () => {
    const answer = await ask('/fr/c/failed-500')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([500, null])
  })

  it('leads an old address to the present one for good, and gives the router of a browser the page itself', async () => {
    const answer = await ask('/fr/p/old')
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/fr/p/new'])
    expect((await ask('/fr/p/old', { rsc: '1' })).status).toBe(200)
  })

  it('counts each request once, whether its page was rendered or remembered', async () => {
    const counted = async (path: string) => {
      const before = await requestsCounted()
      for (let n = 0; n < 2; n += 1) await (await ask(path)).text()
      const after = await requestsCounted()
      return { render: after.render - before.render, memory: after.memory - before.memory }
    }
    expect(await counted('/fr/p/counted')).toEqual({ render: 1, memory: 1 })
    expect(await counted('/en/p/gone')).toEqual({ render: 1, memory: 1 })
    measurePages(memory)
    const { text } = await metricsText()
    expect(text).toMatch(/comptoir_page_memory_bytes [1-9]/)
    expect(text).toMatch(/comptoir_page_memory_pages [1-9]/)
  })

  it('answers 304 to who has the page already', async () => {
    const { headers } = await ask('/fr')
    const again = await ask('/fr', { 'if-none-match': headers.get('etag') ?? '' })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('leaves what is for one visitor, and files, to Next with all that came', async () => {
    seen.length = 0
    await (await ask('/fr/cart', { cookie: 'cart=1' })).text()
    await (await ask('/_next/static/x.js')).text()
    expect(seen.map(({ url }) => url)).toEqual(['/fr/cart', '/_next/static/x.js'])
    expect(seen[0]?.headers['cookie']).toBe('cart=1')
    expect(memory.find('/fr/cart')).toBeUndefined()
  })

  it('renders the cart for its visitor, with a nonce for its scripts that is new each time', async () => {
    seen.length = 0
    const policies = [await ask('/fr/cart'), await ask('/fr/cart'), await ask('/fr/checkout')].map(
      ({ headers }) => headers.get('content-security-policy') ?? '',
    )
    expect(policies[0]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'/)
    expect(new Set(policies).size).toBe(3)
    expect(seen.map(({ headers }) => headers['content-security-policy'])).toEqual(policies)
    expect(seen.map(({ visit }) => visit)).toEqual([{ cart: null }, { cart: null }, {}])
  })

  it('says whether a page of the cart may be kept, and nothing when carts do not answer', async () => {
    const headers = { cookie: 'comptoir_cart=cart_1.secret' }
    const answers = [
      await ask('/fr/cart'),
      await ask('/fr/cart', headers),
      await ask('/fr/checkout'),
    ]
    const said = answers.map((answer) => answer.headers.get('comptoir-cart'))
    expect(said).toEqual(['open', null, null])
  })

  it('tells a remembered page nothing of its visitor, and keeps no cookie of theirs', async () => {
    seen.length = 0
    const answer = await ask('/fr/p/lamp', { cookie: 'comptoir_cart=cart_1.secret' })
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(seen.map(({ visit, headers }) => [visit, headers['cookie']])).toEqual([
      [undefined, undefined],
    ])
  })

  it('remembers no page that answers with a cookie, and gives that cookie to nobody', async () => {
    seen.length = 0
    const answers = [await ask('/fr/p/for-somebody'), await ask('/fr/p/for-somebody')]
    for (const { headers } of answers) {
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('cache-control')).toBe('no-store')
    }
    expect(seen).toHaveLength(2)
    expect(memory.find('/fr/p/for-somebody')).toBeUndefined()
  })

  it('sends who comes back from the bank to the page that follows the order', async () => {
    const answer = await ask('/orders/ord_1/payment-return?redirect_status=succeeded', {
      cookie: 'comptoir_locale=en',
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/en/checkout/return/ord_1',
    ])
  })

  it.each([
    [{ 'accept-language': 'en-GB,en;q=0.8,fr;q=0.5' }, '/en'],
    [{ 'accept-language': 'de' }, '/fr'],
    [{ 'accept-language': 'en', cookie: 'a=b; comptoir_locale=fr' }, '/fr'],
  ])('leads to the language of the visitor: %j', async (headers, location) => {
    const answer = await ask('/', headers)
    expect([answer.status, answer.headers.get('location')]).toEqual([307, location])
  })

  it('is healthy, and opens its events to its sidecar only', async () => {
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/events/broadcast/x')).status).toBe(403)
  })
})
