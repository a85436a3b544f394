import { CallError } from '@comptoir/site/call'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { addSuggestions } from './suggestions.ts'

function siteOver(answer: () => unknown) {
  const asked: unknown[] = []
  const app = new Hono()
  addSuggestions(
    app as never,
    (async (_operation: string, input: unknown) => {
      asked.push(input)
      return answer()
    }) as never,
  )
  return { app, asked }
}

describe('the suggestions of the search field', () => {
  it('are those of the catalogue, in the language of the page', async () => {
    const suggestions = [{ kind: 'brand', text: 'Lueur' }]
    const { app, asked } = siteOver(() => ({ suggestions }))
    const answer = await app.request('/bff/suggestions?q=%20lu%20&locale=en')
    expect(await answer.json()).toEqual({ suggestions })
    expect(asked).toMatchObject([{ query: { q: 'lu', locale: 'en' } }])
  })

  it('are none, and not kept, when the catalogue does not answer; nothing is asked for nothing', async () => {
    const { app, asked } = siteOver(() => {
      throw new CallError('GET /api/search/suggest', { status: 0, code: 'network' })
    })
    expect(await (await app.request('/bff/suggestions?q=')).json()).toEqual({ suggestions: [] })
    expect(asked).toEqual([])
    const answer = await app.request('/bff/suggestions?q=lampe')
    expect(await answer.json()).toEqual({ suggestions: [] })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
