import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'

const file = join(import.meta.dirname, '../../../public/offline-worker.js')
type Fetched = { readonly url: string; readonly method: string; readonly mode: string }
type FetchEvent = {
  readonly request: Fetched
  respondWith(answer: Promise<Response>): void
  waitUntil(work: Promise<unknown>): void
}

/** The worker in a browser whose network answers what the test says, or not at all. */
async function startWorker() {
  const network = { answer: (): Response | undefined => undefined }
  const stores = new Map<string, Map<string, Response>>()
  const open = (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>()
    stores.set(name, store)
    return store
  }
  const caches = {
    open: async (name: string) => ({
      put: async (path: string, page: Response) => void open(name).set(path, page),
      addAll: async (paths: readonly string[]) => {
        for (const path of paths) open(name).set(path, new Response(`offline: ${path}`))
      },
    }),
    delete: async (name: string) => stores.delete(name),
    match: async (path: string, { cacheName }: { cacheName?: string } = {}) => {
      const all = cacheName ? [open(cacheName)] : [...stores.values()]
      return all
        .map((store) => store.get(path))
        .find((page) => page !== undefined)
        ?.clone()
    },
  }
  const listeners = new Map<string, (event: never) => void>()
  runInNewContext(readFileSync(file, 'utf8'), {
    ...{ URL, Response, caches, skipWaiting: () => {} },
    location: { origin: 'https://shop.test' },
    addEventListener: listeners.set.bind(listeners),
    fetch: async () => {
      const answer = network.answer()
      if (!answer) throw new TypeError('no network')
      return answer
    },
  })
  const work: Promise<unknown>[] = []
  const waitUntil = (promise: Promise<unknown>) => void work.push(promise)
  listeners.get('install')?.({ waitUntil } as never)
  await Promise.all(work)

  /** What a page shows; `undefined`: the worker leaves the request to the browser. */
  async function ask(path: string, method = 'GET', mode = 'navigate'): Promise<string | undefined> {
    const shown: Promise<Response>[] = []
    const respondWith = (answer: Promise<Response>) => void shown.push(answer)
    const request = { url: `https://shop.test${path}`, method, mode }
    listeners.get('fetch')?.({ request, respondWith, waitUntil } satisfies FetchEvent as never)
    const text = await (await shown[0])?.text()
    await Promise.all(work)
    return text
  }
  return {
    ask,
    answers: (answer: (() => Response) | undefined) => {
      network.answer = answer ?? (() => undefined)
    },
  }
}

describe('without a network', () => {
  it('the cart is there as it was seen last, every other page says that there is none', async () => {
    const { ask, answers } = await startWorker()
    for (const text of ['one mug', 'two mugs']) {
      answers(() => new Response(text))
      expect(await ask('/fr/cart')).toBe(text)
      expect(await ask('/fr/account')).toBe(text)
    }
    answers(undefined)
    expect(await ask('/fr/cart')).toBe('two mugs')
    expect(await ask('/fr/account')).toBe('offline: /offline-fr.html')
    expect(await ask('/en/cart')).toBe('offline: /offline-en.html')
  })

  it('a cart that failed to come does not replace the one that was seen', async () => {
    const { ask, answers } = await startWorker()
    answers(() => new Response('one mug'))
    await ask('/fr/cart')
    answers(() => new Response('sorry', { status: 503 }))
    expect(await ask('/fr/cart')).toBe('sorry')
    answers(undefined)
    expect(await ask('/fr/cart')).toBe('one mug')
  })

  it.each([
    ['signs in', '/bff/session'],
    ['registers', '/bff/registrations'],
    ['signs out', '/bff/session/end'],
    ['deletes the account', '/bff/me/erasure'],
  ])('no cart is left once somebody %s', async (_, path) => {
    const { ask, answers } = await startWorker()
    answers(() => new Response('one mug'))
    await ask('/fr/cart')
    expect(await ask(path, 'POST', 'cors')).toBeUndefined()
    answers(undefined)
    expect(await ask('/fr/cart')).toBe('offline: /offline-fr.html')
  })
})
