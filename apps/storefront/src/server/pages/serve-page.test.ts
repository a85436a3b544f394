import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createPageMemory } from './page-memory.ts'
import type { RenderedPage } from './render.ts'
import { createPages } from './serve-page.ts'

const home = { kind: 'home', url: '/fr' } as const

const rendered = (change: Partial<RenderedPage> = {}): RenderedPage => ({
  ...{ status: 200, contentType: 'text/html; charset=utf-8', tags: new Set(['nav']) },
  ...{ isDegraded: false, isPersonal: false },
  body: Buffer.from('<h1>x</h1><script>let a</script><script src="/x.js"></script>'),
  ...change,
})

function pagesOver(render: () => Promise<RenderedPage>, hears = true) {
  const clock = { now: 1_000 }
  const memory = createPageMemory({ maxBytes: 1_000_000, clock: () => clock.now })
  const errors: unknown[] = []
  const pages = createPages({
    ...{ memory, render, rendersAtOnce: 2, imageOrigin: 'http://pictures' },
    hearsEvents: () => hears,
    onError: (error) => errors.push(error),
  })
  return { pages, memory, clock, errors }
}

describe('a page that is the same for everyone', () => {
  it('is rendered once for all who ask at the same time, then answered from memory', async () => {
    let renders = 0
    const { pages } = pagesOver(async () => {
      renders += 1
      return rendered()
    })
    await Promise.all(Array.from({ length: 20 }, () => pages.answer(home, {})))
    await pages.answer(home, {})
    expect(renders).toBe(1)
    const page = pages.peek(home, {})
    expect(brotliDecompressSync(page?.brotli ?? new Uint8Array()).toString()).toContain('<h1>x')
    expect(page?.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+'; /)
  })

  it('is never remembered when it was made for somebody', async () => {
    const { pages, memory } = pagesOver(async () => rendered({ isPersonal: true }))
    expect((await pages.answer(home, {})).kind).toBe('other')
    expect(memory.figures().pages).toBe(0)
  })

  it('is kept apart from what the router of the browser asks for', async () => {
    const { pages } = pagesOver(async () => rendered())
    await pages.answer(home, { rsc: '1' })
    expect(pages.peek(home, {})).toBeUndefined()
    expect(pages.peek(home, { rsc: '1' })).toBeDefined()
    await pages.answer(home, { 'next-router-state-tree': 'x'.repeat(5_000) })
    expect(pages.peek(home, { 'next-router-state-tree': 'x'.repeat(5_000) })).toBeUndefined()
  })

  it.each([
    ['60 s when facts of the catalogue are heard', {}, true, 60_000],
    ['5 s when they are not', {}, false, 5_000],
    ['2 s when a part of it is missing', { isDegraded: true }, true, 2_000],
    ['10 s when there is nothing', { status: 404 }, true, 10_000],
  ])('is fresh for %s', async (_, change, hears, freshMs) => {
    const { pages, memory, clock } = pagesOver(async () => rendered(change), hears)
    await pages.answer(home, {})
    clock.now += freshMs - 1
    expect(memory.find(home.url)?.isFresh).toBe(true)
    clock.now += 2
    expect(memory.find(home.url)?.isFresh).toBe(false)
  })

  it('is the old one while it is made again, and stays when that fails', async () => {
    const answers = [async () => rendered(), () => Promise.reject(new Error('catalog is down'))]
    const { pages, memory, errors } = pagesOver(() => answers.shift()?.() ?? Promise.reject())
    await pages.answer(home, {})
    memory.drop(['nav'])
    expect((await pages.answer(home, {})).kind).toBe('page')
    await new Promise(setImmediate)
    expect(errors).toHaveLength(1)
  })

  it('is refused when too many are being rendered', async () => {
    const { promise, resolve } = Promise.withResolvers<RenderedPage>()
    const { pages } = pagesOver(() => promise)
    const waiting = ['/fr/p/a', '/fr/p/b'].map((url) => pages.answer({ kind: 'product', url }, {}))
    expect((await pages.answer({ kind: 'product', url: '/fr/p/c' }, {})).kind).toBe('overloaded')
    resolve(rendered())
    expect((await Promise.all(waiting)).map(({ kind }) => kind)).toEqual(['page', 'page'])
  })
})
