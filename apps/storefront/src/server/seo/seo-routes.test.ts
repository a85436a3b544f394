import type { Call } from '@comptoir/site/call'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { addSeoRoutes } from './seo-routes.ts'

const slugs = Array.from({ length: 1_050 }, (_, at) => `p${at}`)

const call = (async (operation: string, input?: { query: Record<string, string> }) => {
  if (operation === 'GET /api/categories') return { items: [{ slug: 'tea' }] }
  const limit = Number(input?.query['limit'])
  const page = Number(input?.query['page'] ?? 1)
  const items = slugs.slice((page - 1) * limit, page * limit).map((slug) => ({ slug }))
  return { items, total: slugs.length, pages: Math.ceil(slugs.length / limit) }
}) as unknown as Call

const app = new Hono()
addSeoRoutes(app as never, { call, origin: 'https://shop.example' })
app.onError((error, c) => c.text(error.message, 404))

async function read(path: string) {
  const answer = await app.request(path)
  const text = await answer.text()
  const places = [...text.matchAll(/<loc>([^<]+)</g)].map(([, one = '']) => new URL(one).pathname)
  return { status: answer.status, type: answer.headers.get('content-type'), places, text }
}

describe('what search engines ask for', () => {
  it('leads from robots.txt by the index to every product, once', async () => {
    expect((await read('/robots.txt')).text).toContain('https://shop.example/sitemap.xml')
    const { places } = await read('/sitemap.xml')
    expect(places).toContain('/sitemaps/fr-products-2.xml')
    const parts = await Promise.all(
      places.filter((one) => one.includes('fr-products')).map((one) => read(one)),
    )
    expect(parts.every(({ type }) => type?.startsWith('application/xml'))).toBe(true)
    expect(parts.flatMap((part) => part.places)).toEqual(slugs.map((slug) => `/fr/p/${slug}`))
  })

  it('has the categories and the texts, in the language of the sitemap', async () => {
    const { places } = await read('/sitemaps/en-pages.xml')
    expect(places).toEqual(expect.arrayContaining(['/en', '/en/c/tea', '/en/legal/terms']))
  })

  it('says what is not there', async () => {
    expect((await read('/sitemaps/fr-products-3.xml')).status).toBe(404)
  })
})
