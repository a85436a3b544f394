import { type APIRequestContext, expect } from '@playwright/test'
import { test } from '../../kit/test.ts'

const paths = ['/fr', '/fr/c/cuisine', '/fr/p/cocotte-fonte', '/en/p/the-vert', '/en/legal/terms']

type Data = Readonly<Record<string, unknown>>

async function headOf(request: APIRequestContext, path: string) {
  const html = await (await request.get(path)).text()
  const values = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, one = '']) => one)
  const links = values(/<link ([^>]+)>/g)
  const value = (text: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(text)?.[1]
  const alternates = links.filter((one) => one.includes('rel="alternate"'))
  const data = values(/<script type="application\/ld\+json">(.*?)<\/script>/gs)
  return {
    html,
    canonical: links
      .filter((one) => one.includes('rel="canonical"'))
      .map((one) => value(one, 'href')),
    languages: Object.fromEntries(
      alternates.map((one) => [
        value(one, 'hrefLang') ?? value(one, 'hreflang'),
        value(one, 'href'),
      ]),
    ) as Record<string, string>,
    data: data.map((one) => JSON.parse(one) as Data),
    picture: /property="og:image" content="([^"]+)"/.exec(html)?.[1],
  }
}

test('each page has one canonical address, and languages that name each other', async ({
  request,
}) => {
  for (const path of paths) {
    const head = await headOf(request, path)
    expect(head.canonical, path).toHaveLength(1)
    expect(new URL(head.canonical[0] ?? '').pathname).toBe(path)
    expect(Object.keys(head.languages).sort()).toEqual(['en', 'fr', 'x-default'])
    for (const address of Object.values(head.languages)) {
      const other = await headOf(request, new URL(address).pathname)
      expect(other.languages).toEqual(head.languages)
    }
  }
})

test('a narrowed list is not indexed, and names the whole one', async ({ request }) => {
  const head = await headOf(request, '/fr/c/maison?brand=Lueur')
  expect(head.html).toContain('<meta name="robots" content="noindex, follow"')
  expect(new URL(head.canonical[0] ?? '').search).toBe('')
})

test('facts for search engines are whole, and their text cannot end the script', async ({
  request,
}) => {
  const [product, trail] = (await headOf(request, '/fr/p/cocotte-fonte')).data
  expect(product).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: expect.stringContaining('Cocotte'),
    brand: { '@type': 'Brand', name: 'Fonderie Marchal' },
  })
  const offers = product?.['offers'] as Data[]
  expect(offers.map(({ availability }) => availability)).toEqual([
    'https://schema.org/InStock',
    'https://schema.org/OutOfStock',
  ])
  for (const offer of offers) {
    expect(offer['price']).toMatch(/^\d+\.\d\d$/)
    expect(offer['priceCurrency']).toBe('EUR')
    expect(offer['hasMerchantReturnPolicy']).toMatchObject({ merchantReturnDays: 30 })
  }
  const items = (trail?.['itemListElement'] ?? []) as { position: number; item: string }[]
  expect(items.map(({ position }) => position)).toEqual([1, 2, 3, 4])
  for (const { item } of items)
    expect((await request.get(new URL(item).pathname)).status()).toBe(200)
  const [home] = (await headOf(request, '/en')).data
  const graph = (home?.['@graph'] ?? []) as Data[]
  expect(graph.map((one) => one['@type'])).toEqual(['WebSite', 'OnlineStore'])
})

test('a shared link shows the product’s picture', async ({ request }) => {
  const { picture } = await headOf(request, '/fr/p/cocotte-fonte')
  const answer = await request.get((picture ?? '').replaceAll('&amp;', '&'))
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/webp'])
})

test('robots are led to every page that is there', async ({ request, shop }) => {
  const rules = await (await request.get('/robots.txt')).text()
  const [, index = ''] = /Sitemap: (\S+)/.exec(rules) ?? []
  const placesOf = async (address: string) => {
    const text = await (await request.get(new URL(address).pathname)).text()
    return [...text.matchAll(/<loc>([^<]+)</g)].map(([, one = '']) => one)
  }
  const parts = await placesOf(index)
  const places = (await Promise.all(parts.map(placesOf))).flat()
  const { body } = await shop.api<{ total: number }>('GET /api/products?limit=1&facets=false')
  const products = places.filter((place) => place.includes('/p/'))
  expect(products.length).toBeGreaterThanOrEqual(2 * Math.min(24, body.total))
  expect(new Set(places).size).toBe(places.length)
  for (const place of [...products.slice(0, 3), ...places.filter((one) => one.includes('/legal/'))])
    expect((await request.get(new URL(place).pathname)).status(), place).toBe(200)
})
