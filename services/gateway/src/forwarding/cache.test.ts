import { describe, expect, it } from 'vitest'
import { createCache } from './cache.ts'
import { type Answer, toResponse } from './upstream.ts'

function answer(text: string, headers: Record<string, string> = {}, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(text),
  }
}

function cacheWith(maxBytes = 100_000) {
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
    const { state, get } = cacheWith(20_000)
    const large = 'x'.repeat(12_000)
    await get('/a', answer(large))
    await get('/b', answer(large))
    await get('/b', answer('other'))
    await get('/a', answer(large))
    expect(state.fetched).toBe(3)
  })

  it('counts keys and headers as well as bodies', async () => {
    const { cache, get } = cacheWith(50_000)
    for (let n = 0; n < 200; n++) await get(`/${n}${'k'.repeat(900)}`, answer('{}'))
    expect(cache.size()).toBeLessThanOrEqual(50_000)
    expect(cache.size()).toBeGreaterThan(40_000)
    await get('/h', answer('{}', { 'x-large': 'h'.repeat(60_000) }))
    expect(cache.peek('/h')).toBeUndefined()
  })

  it('drops what is old when something comes', async () => {
    const { cache, state, get } = cacheWith()
    for (let n = 0; n < 50; n++) await get(`/${n}`, answer('{}'))
    await get('/image', answer('x', { 'cache-control': 'public, immutable' }))
    state.now = 2_001
    await get('/new', answer('{}'))
    expect(cache.size()).toBeLessThan(3_000)
    expect(cache.peek('/image')).toBeDefined()
  })

  it('does not keep what has a long key', async () => {
    const { state, get } = cacheWith()
    await get('/'.padEnd(2_000, 'k'), answer('{}'))
    await get('/'.padEnd(2_000, 'k'), answer('{}'))
    expect(state.fetched).toBe(2)
  })

  it('holds the bytes of a small body only, not those around it', async () => {
    const { cache } = cacheWith()
    const body = Buffer.from('a slice of what Node shares')
    await cache.get('/a', async () => ({ status: 200, headers: {}, body }))
    expect(cache.peek('/a')?.body.buffer.byteLength).toBe(body.length)
  })

  it('ends a fetch when the last who waits for it has left', async () => {
    const { cache } = cacheWith()
    const [first, second] = [new AbortController(), new AbortController()]
    const ended: string[] = []
    const fetch = (signal: AbortSignal) =>
      new Promise<Answer>((_, reject) => {
        signal.addEventListener('abort', () => {
          ended.push('ended')
          reject(new Error('nobody waits'))
        })
      })
    const waiting = [first, second].map(({ signal }) => cache.get('/slow', fetch, signal))
    const settled = Promise.allSettled(waiting)
    first.abort()
    expect(ended).toEqual([])
    second.abort()
    await settled
    expect(ended).toEqual(['ended'])
    expect((await cache.get('/slow', async () => answer('again'))).body.toString()).toBe('again')
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
