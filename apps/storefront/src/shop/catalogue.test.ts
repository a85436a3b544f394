import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { type PageRender, provideStorage } from '../page-render.ts'

const storage = provideStorage(new AsyncLocalStorage<PageRender>())

function throttled(): Promise<Response> {
  const body = JSON.stringify({ status: 429, code: 'rate_limited', retryAfterSeconds: 9 })
  return Promise.resolve(new Response(body, { status: 429 }))
}

vi.stubGlobal('fetch', throttled)
afterAll(() => vi.unstubAllGlobals())
// it takes the fetch that there is when it is loaded
const { listIfPossible, listOf } = await import('./catalogue.ts')

async function rendered(read: () => Promise<unknown>): Promise<PageRender> {
  const render: PageRender = { tags: new Set(), isDegraded: false }
  await storage.run(render, () => read().catch(() => undefined))
  return render
}

describe('a list that the catalogue has no time for', () => {
  it('fails the page that it is all of', async () => {
    const { failure } = await rendered(() => listOf({}, 'fr'))
    expect(failure).toEqual({ status: 429, retryAfterSeconds: 9 })
  })

  it('is missing from a page that can do without it', async () => {
    const { failure, isDegraded } = await rendered(() => listIfPossible({}, 'fr'))
    expect([failure, isDegraded]).toEqual([undefined, true])
  })
})
