import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const mug = { sku: 'MUG', title: 'Mug', quantity: 1 }
const pen = { sku: 'PEN', title: 'Pen', quantity: 1 }
const lost = () => Promise.reject(new Error('network'))

type Sent = { readonly call: string; readonly key: string | undefined }

/** A store of its own, and a shop whose next answers to additions can be lost. */
async function openStore() {
  let version = 0
  const plan = { losses: 0, refusesRemoval: false }
  const calls: string[] = []
  const held = { removal: Promise.resolve() }
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (path: string, { method, headers }: RequestInit) => {
    const key = (headers as Record<string, string>)['idempotency-key']
    sent.push({ call: `${method} ${path}`, key })
    if (path === '/bff/cart/lines' && plan.losses > 0) {
      plan.losses -= 1
      return await lost()
    }
    if (path === '/bff/cart/lines/MUG') await held.removal
    calls.push(path)
    if (plan.refusesRemoval && path === '/bff/cart/lines/MUG') {
      return Response.json({ status: 503, code: 'dependency_unavailable' }, { status: 503 })
    }
    version += 1
    return Response.json({ cart: { cartId: 'cart_1', version, lines: [] } })
  })
  vi.resetModules()
  const store = await import('./cart-store.ts')
  const keys = () =>
    sent.filter(({ call }) => call === 'POST /bff/cart/lines').map(({ key }) => key)
  return { store, plan, keys, calls, held }
}

describe('a line that is added', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('again after its answer was lost has the same key', async () => {
    const { store, plan, keys } = await openStore()
    plan.losses = 1
    await store.addToCart('MUG', 1)
    await store.addToCart('MUG', 1)
    expect(new Set(keys()).size).toBe(1)
  })

  it('again after the cart was shown is another wish', async () => {
    const { store, plan, keys } = await openStore()
    plan.losses = 1
    await store.addToCart('MUG', 1)
    await store.loadCart()
    await store.addToCart('MUG', 1)
    expect(new Set(keys()).size).toBe(2)
  })
})

describe('a page that Back brings again', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('asks for the cart when it does not know what became of an addition, and not for nothing', async () => {
    const { store, plan, calls, keys } = await openStore()
    await store.catchUp()
    expect(calls).toEqual([])
    plan.losses = 1
    await store.addToCart('MUG', 1)
    await store.catchUp()
    expect(calls).toEqual(['/bff/cart'])
    await store.addToCart('MUG', 1)
    expect(new Set(keys()).size).toBe(2)
  })
})

describe('a removal', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is undone under one key, and never under that of an addition or of another removal', async () => {
    const { store, plan, keys } = await openStore()
    plan.losses = 1
    await store.addToCart('MUG', 1)
    await store.removeLine(mug)
    plan.losses = 1
    await store.undoRemoval()
    await store.undoRemoval()
    await store.removeLine(mug)
    await store.undoRemoval()
    const [added, undone, again, other] = keys()
    expect(again).toBe(undone)
    expect(new Set([added, undone, other]).size).toBe(3)
  })

  it('that failed is not undone: the line is still there', async () => {
    const { store, plan, keys } = await openStore()
    plan.refusesRemoval = true
    const removed = store.removeLine(mug)
    const undone = store.undoRemoval()
    await Promise.all([removed, undone])
    await store.removeLine(mug)
    expect(store.currentCart().removed).toBeUndefined()
    await store.undoRemoval()
    expect(keys()).toEqual([])
  })

  it('is undone after its answer, never before', async () => {
    const { store, calls, held } = await openStore()
    const removal = Promise.withResolvers<void>()
    held.removal = removal.promise
    const removed = store.removeLine(mug)
    const undone = store.undoRemoval()
    removal.resolve()
    await Promise.all([removed, undone])
    expect(calls).toEqual(['/bff/cart/lines/MUG', '/bff/cart/lines'])
  })

  it('that could not be undone is offered again for a while, never instead of another one', async () => {
    const { store, plan } = await openStore()
    const offered = () => store.currentCart().removed?.sku
    plan.losses = 2
    await store.removeLine(mug)
    await store.undoRemoval()
    expect(offered()).toBe('MUG')
    vi.advanceTimersByTime(8_000)
    expect(offered()).toBeUndefined()
    await store.removeLine(mug)
    const undone = store.undoRemoval()
    await store.removeLine(pen)
    await undone
    expect(offered()).toBe('PEN')
  })
})
