import { afterEach, describe, expect, it, vi } from 'vitest'
import { endPushWithin } from './browser-push.ts'

function openBrowser(unsubscribe: () => Promise<boolean>) {
  const notes = new Map([['comptoir.push', 'psh_1']])
  const asked: string[] = []
  const worker = { pushManager: { getSubscription: async () => ({ unsubscribe }) } }
  vi.stubGlobal('window', { PushManager: true })
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => worker } })
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => notes.get(name) ?? null,
    removeItem: (name: string) => notes.delete(name),
  })
  vi.stubGlobal('fetch', async (path: string, { method }: RequestInit) => {
    asked.push(`${method} ${path}`)
    return new Response(null, { status: 204 })
  })
  return { notes, asked }
}

describe('who leaves a browser', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each([
    ['ends it', async () => true],
    ['fails', () => Promise.reject(new Error('no'))],
    ['never answers', () => new Promise<boolean>(() => undefined)],
  ])('gets no more messages there, and is not kept, when its push service %s', async (_, end) => {
    const { notes, asked } = openBrowser(end)
    await endPushWithin(50)
    expect(asked).toEqual(['DELETE /bff/push-subscriptions/psh_1'])
    expect(notes.size).toBe(0)
  })
})
