import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'

const seenNow = '<html lang="fr">'
const seenLast = '<html data-kept lang="fr">'
const file = join(import.meta.dirname, '../../../public/offline-worker.js')
type Fetched = {
  readonly url: string
  readonly method: string
  readonly mode: string
  readonly referrer: string
}
type FetchEvent = {
  readonly request: Fetched
  respondWith(answer: Promise<Response>): void
  waitUntil(work: Promise<unknown>): void
}

/** The worker in a browser whose network answers what the test says, or not at all. */
async function startWorker() {
  const network = { answer: async (): Promise<Response | undefined> => undefined }
  const navigator = { onLine: true }
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
    ...{ URL, Response, caches, skipWaiting: () => {}, clients: { claim: async () => {} } },
    ...{ navigator, location: { origin: 'https://shop.test' } },
    addEventListener: listeners.set.bind(listeners),
    fetch: async () => {
      const answer = await network.answer()
      if (!answer) throw new TypeError('no network')
      return answer
    },
  })
  const work: Promise<unknown>[] = []
  const waitUntil = (promise: Promise<unknown>) => void work.push(promise)
  listeners.get('install')?.({ waitUntil } as never)
  open('comptoir-carts').set('/fr/cart', new Response('kept by an earlier worker'))
  listeners.get('activate')?.({ waitUntil } as never)
  await Promise.all(work)

  /** What a page shows; `undefined`: the worker leaves the request to the browser. */
  async function ask(
    path: string,
    method = 'GET',
    mode = 'navigate',
    from = '/fr',
  ): Promise<string | undefined> {
    const shown: Promise<Response>[] = []
    const respondWith = (answer: Promise<Response>) => void shown.push(answer)
    const referrer = `https://shop.test${from}`
    const request = { url: `https://shop.test${path}`, method, mode, referrer }
    listeners.get('fetch')?.({ request, respondWith, waitUntil } satisfies FetchEvent as never)
    const text = await (await shown[0])?.text()
    await Promise.all(work)
    return text
  }
  return {
    ...{ ask, navigator },
    stores: () => [...stores.keys()],
    answers: (answer: (() => Response | Promise<Response>) | undefined) => {
      network.answer = async () => await answer?.()
    },
  }
}

const cartPage = (text: string, cart = 'open') =>
  new Response(`${seenNow}${text}`, { headers: { 'comptoir-cart': cart } })

/** A browser that has seen its cart. */
async function seeCart() {
  const worker = await startWorker()
  worker.answers(() => cartPage('one mug'))
  await worker.ask('/fr/cart')
  return worker
}

describe('without a network', () => {
  it('the cart is there as it was seen last, every other page says that there is none', async () => {
    const { ask, answers } = await startWorker()
    for (const text of ['one mug', 'two mugs']) {
      answers(() => cartPage(text))
      expect(await ask('/fr/cart')).toBe(`${seenNow}${text}`)
      expect(await ask('/fr/account')).toBe(`${seenNow}${text}`)
    }
    answers(undefined)
    expect(await ask('/fr/cart')).toBe(`${seenLast}two mugs`)
    expect(await ask('/fr/account')).toBe('offline: /offline-fr.html')
    expect(await ask('/en/cart')).toBe('offline: /offline-en.html')
  })

  it.each([
    ['that failed to come', '/fr/cart', () => new Response('sorry', { status: 503 })],
    ['that carts did not answer', '/fr/cart', () => new Response('sorry')],
    ['that says what was refused', '/fr/cart?problem=cart_locked', () => cartPage('refused')],
  ])('a cart %s does not replace the one that was seen', async (_, path, page) => {
    const { ask, answers } = await seeCart()
    answers(page)
    expect(await ask(path)).toBe(await page().text())
    answers(undefined)
    expect(await ask('/fr/cart')).toBe(`${seenLast}one mug`)
  })

  it('a cart that is ordered, or of somebody who was signed out, leaves none', async () => {
    const { ask, answers } = await seeCart()
    answers(() => cartPage('one mug', 'closed'))
    await ask('/fr/cart')
    answers(undefined)
    expect(await ask('/fr/cart')).toBe('offline: /offline-fr.html')
  })
})

it.each([
  ['/fr/cart', '/offline-fr.html'],
  ['/en', '/offline-en.html'],
])('a form of %s that is sent without a network answers in its language', async (from, page) => {
  const { ask } = await startWorker()
  expect(await ask('/bff/session/end', 'POST', 'navigate', from)).toBe(`offline: ${page}`)
})

it('carts that an earlier worker kept are none', async () => {
  const { ask, stores } = await startWorker()
  expect(await ask('/fr/cart')).toBe('offline: /offline-fr.html')
  expect(stores()).not.toContain('comptoir-carts')
})

describe('the cart as it was seen last', () => {
  it.each([
    ['changes a line', '/bff/cart/lines/MUG'],
    ['adds a coupon', '/bff/cart/coupons'],
    ['orders', '/bff/checkout'],
    ['signs in', '/bff/session'],
    ['registers', '/bff/registrations'],
    ['signs out', '/bff/session/end'],
    ['deletes the account', '/bff/me/erasure'],
  ])('is gone once somebody %s', async (_, path) => {
    const { ask, answers } = await seeCart()
    answers(() => new Response('done'))
    expect(await ask(path, 'POST', 'cors')).toBe('done')
    answers(undefined)
    expect(await ask('/fr/cart')).toBe('offline: /offline-fr.html')
  })

  it.each([
    ['a password is wrong', '/bff/session', 401],
    ['a change is refused', '/bff/cart/lines/MUG', 409],
    ['costs are asked for', '/bff/cart/quote', 200],
  ])('stays when %s', async (_, path, status) => {
    const { ask, answers } = await seeCart()
    answers(() => new Response('{}', { status }))
    await ask(path, 'POST', 'cors')
    answers(undefined)
    expect(await ask('/fr/cart')).toBe(`${seenLast}one mug`)
  })

  it('is gone once the answer to a change is lost, and stays when there is no network to send it', async () => {
    const { ask, answers, navigator } = await seeCart()
    answers(undefined)
    navigator.onLine = false
    await expect(ask('/bff/cart/lines/MUG', 'POST', 'cors')).rejects.toThrow('no network')
    expect(await ask('/fr/cart')).toBe(`${seenLast}one mug`)
    navigator.onLine = true
    await expect(ask('/bff/cart/lines/MUG', 'POST', 'cors')).rejects.toThrow('no network')
    expect(await ask('/fr/cart')).toBe('offline: /offline-fr.html')
  })

  it('is gone when somebody signs out, also without a network', async () => {
    const { ask, answers, navigator } = await seeCart()
    answers(undefined)
    navigator.onLine = false
    await expect(ask('/bff/session/end', 'POST', 'cors')).rejects.toThrow('no network')
    expect(await ask('/fr/cart')).toBe('offline: /offline-fr.html')
  })

  it.each(['/fr/cart#content', '/fr/cart?problem=cart_locked'])('is there at %s', async (path) => {
    const { ask, answers } = await seeCart()
    answers(undefined)
    expect(await ask(path)).toBe(`${seenLast}one mug`)
  })

  it('is none that was under way when something changed', async () => {
    const { ask, answers } = await seeCart()
    const slow = Promise.withResolvers<Response>()
    answers(() => slow.promise)
    const opening = ask('/fr/cart')
    answers(() => new Response('done'))
    await ask('/bff/cart/lines/MUG', 'POST', 'cors')
    slow.resolve(cartPage('one mug'))
    await opening
    answers(undefined)
    expect(await ask('/fr/cart')).toBe('offline: /offline-fr.html')
  })
})
