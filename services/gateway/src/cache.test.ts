import { describe, expect, it } from 'vitest'
import { toResponse } from './answers.ts'
import { type Answer, createCache } from './cache.ts'

function answer(text: string, headers: Record<string, string> = {}, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(text),
  }
}

function cacheWith(maxBytes = 1_000) {
  const state = { now: 0, fetched: 0 }
  const cache = createCache({ ttlMs: 2_000, maxBytes, clock: () => state.now })
  const get = async (key: string, given: Answer) => {
    const result = await cache.get(key, async () => {
      state.fetched += 1
      return given
    })
    return result.body.toString()
  }
  return { cache, state, get }
}

describe('the cache', () => {
  it('answers from memory until the answer is old', async () => {
    const { state, get } = cacheWith()
    expect(await get('/a', answer('one'))).toBe('one')
    state.now = 1_999
    expect(await get('/a', answer('two'))).toBe('one')
    state.now = 2_001
    expect(await get('/a', answer('two'))).toBe('two')
  })

  it('asks once however many ask at the same time', async () => {
    const { state, get } = cacheWith()
    await Promise.all([get('/a', answer('x')), get('/a', answer('x')), get('/a', answer('x'))])
    expect(state.fetched).toBe(1)
  })

  it.each([
    ['errors', answer('x', {}, 404)],
    ['private answers', answer('x', { 'cache-control': 'private, max-age=60' })],
    ['cookies', { ...answer('x'), cookies: ['a=1'] }],
    ['answers that vary', answer('x', { vary: 'Cookie' })],
  ])('does not keep %s', async (_, given) => {
    const { state, get } = cacheWith()
    await get('/a', given)
    await get('/a', given)
    expect(state.fetched).toBe(2)
  })

  it('keeps immutable answers longer', async () => {
    const { state, get } = cacheWith()
    await get('/image', answer('x', { 'cache-control': 'public, immutable' }))
    state.now = 30_000
    await get('/image', answer('y'))
    expect(state.fetched).toBe(1)
  })

  it('lets the oldest go when it is full', async () => {
    const { state, get } = cacheWith(10)
    await get('/a', answer('aaaaaa'))
    await get('/b', answer('bbbbbb'))
    await get('/b', answer('other'))
    await get('/a', answer('aaaaaa'))
    expect(state.fetched).toBe(3)
  })

  it('forgets all when the catalogue changes, also what is on its way', async () => {
    const { cache, state, get } = cacheWith()
    const slow = cache.get('/a', async () => {
      cache.clear()
      return answer('old')
    })
    expect((await slow).body.toString()).toBe('old')
    expect(await get('/a', answer('new'))).toBe('new')
    expect(state.fetched).toBe(1)
  })
})

describe('an answer from memory', () => {
  it('is 304 for who holds it', async () => {
    const { cache } = cacheWith()
    const kept = await cache.get('/a', async () => answer('body'))
    const etag = kept.etag ?? 'none'
    expect(toResponse(kept).headers.get('etag')).toBe(etag)
    expect(toResponse(kept, `W/${etag}`).status).toBe(304)
    expect(toResponse(kept, '"other"').status).toBe(200)
  })
})
