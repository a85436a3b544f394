import type { listCategories } from '@comptoir/contracts/catalog/category-routes'
import type { listProducts } from '@comptoir/contracts/catalog/product-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Call } from '@comptoir/site/call'
import type { Context } from 'hono'
import { productsPerSitemap, robots, type SitemapEntry, sitemap, sitemapIndex } from './sitemap.ts'

export type SeoDeps = {
  readonly call: Call
  /** Where people reach the site, without a slash at its end. */
  readonly origin: string
}

const perCall = 100
const texts = [
  ...['/help', '/legal/notice', '/legal/terms', '/legal/privacy', '/legal/cookies'],
  ...['/legal/delivery', '/legal/returns', '/legal/accessibility'],
]
/** Robots come back by themselves; a catalogue of thousands is not read for each of them. */
const freshness = 'public, max-age=600'

/** What search engines ask a site for. */
export function addSeoRoutes(app: ServiceApp, { call, origin }: SeoDeps): void {
  app.get('/robots.txt', (c) => c.text(robots(origin), 200, { 'cache-control': freshness }))
  app.get('/sitemap.xml', async (c) => {
    const { total } = await call<typeof listProducts>('GET /api/products', {
      query: { limit: '1', facets: 'false' } as never,
    })
    return xml(c, sitemapIndex(origin, total))
  })
  app.get('/sitemaps/:name{(fr|en)-pages\\.xml}', async (c) => {
    const { items } = await call<typeof listCategories>('GET /api/categories')
    const paths = ['', ...items.map(({ slug }) => `/c/${slug}`), ...texts]
    return answer(
      c,
      paths.map((path) => ({ path })),
    )
  })
  app.get('/sitemaps/:name{(fr|en)-products-[1-9][0-9]?\\.xml}', async (c) => {
    const [, part = '1'] = /-(\d+)\.xml$/.exec(c.req.path) ?? []
    const entries = await productsOf(Number(part))
    if (entries.length === 0 && part !== '1') throw refuse('not_found')
    return answer(c, entries)
  })

  async function productsOf(part: number): Promise<SitemapEntry[]> {
    const pages = productsPerSitemap / perCall
    const entries: SitemapEntry[] = []
    for (let page = (part - 1) * pages + 1; page <= part * pages; page++) {
      const query = { limit: String(perCall), page: String(page), sort: 'title', facets: 'false' }
      const list = await call<typeof listProducts>('GET /api/products', { query: query as never })
      entries.push(
        ...list.items.map(({ slug, updatedAt }) => ({ path: `/p/${slug}`, changedAt: updatedAt })),
      )
      if (page >= list.pages) break
    }
    return entries
  }

  function answer(c: Context, entries: readonly SitemapEntry[]): Response {
    const locale = c.req.path.startsWith('/sitemaps/en') ? 'en' : 'fr'
    return xml(c, sitemap({ origin, locale }, entries))
  }
}

const xml = (c: Context, text: string): Response =>
  c.body(text, 200, {
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': freshness,
  })
