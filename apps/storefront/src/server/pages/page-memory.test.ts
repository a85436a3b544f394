import { metricsText } from '@comptoir/service/observability/metrics'
import { describe, expect, it } from 'vitest'
import { createPageMemory, type StoredPage } from './page-memory.ts'

const page = (bytes: number, ...tags: string[]): StoredPage => ({
  ...{ status: 200, headers: {}, etag: '"x"', freshMs: 60_000, tags: new Set(tags) },
  raw: new Uint8Array(bytes),
  brotli: new Uint8Array(0),
})

function memoryAt(maxBytes = 1_000_000) {
  const clock = { now: 1_000 }
  return { clock, memory: createPageMemory({ maxBytes, clock: () => clock.now }) }
}

/** How many pages were let go so far, by what. */
async function dropsCounted() {
  const { text } = await metricsText()
  const of = (by: string) => Number(text.match(`_drops_total{by="${by}"} (\\d+)`)?.[1] ?? 0)
  return { fact: of('fact'), space: of('space') }
}

describe('the memory of pages', () => {
  it('drops the pages that show what changed, and no other', () => {
    const { memory } = memoryAt()
    memory.keep('/fr/p/mug', page(10, 'product:1'))
    memory.keep('/fr/c/all', page(10, 'product:1', 'product:2'))
    memory.keep('/fr/p/tea', page(10, 'product:2'))
    expect(memory.drop(['product:1', 'product:9'])).toBe(2)
    const fresh = ['/fr/p/mug', '/fr/c/all', '/fr/p/tea'].map((key) => memory.find(key)?.isFresh)
    expect(fresh).toEqual([false, false, true])
  })

  it('serves a dropped page for two seconds more, while it is made again', () => {
    const { memory, clock } = memoryAt()
    memory.keep('/fr', page(10, 'nav'))
    memory.drop(['nav'])
    clock.now += 1_900
    memory.drop(['nav'])
    expect(memory.find('/fr')?.isFresh).toBe(false)
    clock.now += 200
    expect(memory.find('/fr')).toBeUndefined()
  })

  it('trusts no broker: a page is old after its time, and gone after twice that', () => {
    const { memory, clock } = memoryAt()
    memory.keep('/fr', page(10, 'nav'))
    clock.now += 60_001
    expect(memory.find('/fr')?.isFresh).toBe(false)
    clock.now += 60_000
    expect(memory.find('/fr')).toBeUndefined()
  })

  it('holds so many bytes at most: what was not asked for the longest goes first', () => {
    const { memory } = memoryAt(100_000)
    for (let n = 0; n < 12; n++) {
      memory.keep(`/fr/p/${n}`, page(9_000, `product:${n}`))
      memory.find('/fr/p/0')
    }
    expect(memory.figures().bytes).toBeLessThanOrEqual(100_000)
    expect(memory.find('/fr/p/0')).toBeDefined()
    expect(memory.find('/fr/p/1')).toBeUndefined()
  })

  it('counts a page that it lets go once, however often its facts are told, and says why', async () => {
    const { memory } = memoryAt(20_000)
    const before = await dropsCounted()
    memory.keep('/fr', page(10, 'nav'))
    for (let n = 0; n < 2; n++) memory.drop(['nav'])
    for (let n = 0; n < 20; n++) memory.keep(`/fr/p/${n}`, page(10))
    const after = await dropsCounted()
    expect(after.fact - before.fact).toBe(1)
    expect(after.space - before.space).toBe(21 - memory.figures().pages)
  })

  it('forgets the tags of pages that it forgot', () => {
    const { memory } = memoryAt()
    memory.keep('/fr', page(10, 'old'))
    memory.keep('/fr', page(10, 'new'))
    expect(memory.drop(['old'])).toBe(0)
    expect(memory.figures()).toMatchObject({ pages: 1 })
  })
})
