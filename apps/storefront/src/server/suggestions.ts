import type { suggestProducts } from '@comptoir/contracts/catalog/category-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { CallError } from '@comptoir/site/call'
import { call } from '../shop/shop.ts'

/** More than a word that somebody types. */
const lettersAtMost = 80
const timeoutMs = 2_000

/** What the search field suggests: the same for everyone, so no cookie is read; none when the catalogue does not answer in time. */
export function addSuggestions(app: Pick<ServiceApp, 'get'>, ask: typeof call = call): void {
  app.get('/bff/suggestions', async (c) => {
    const q = (c.req.query('q') ?? '').trim().slice(0, lettersAtMost)
    const locale = c.req.query('locale') === 'en' ? 'en' : 'fr'
    const headers = { 'cache-control': 'public, max-age=30' }
    if (q === '') return c.json({ suggestions: [] }, 200, headers)
    try {
      const query = { q, locale, limit: '8' } as never
      const { suggestions } = await ask<typeof suggestProducts>('GET /api/search/suggest', {
        ...{ query, timeoutMs },
      })
      return c.json({ suggestions }, 200, headers)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      return c.json({ suggestions: [] }, 200, { 'cache-control': 'no-store' })
    }
  })
}
