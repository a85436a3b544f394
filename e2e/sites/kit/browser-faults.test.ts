import type { BrowserContext } from '@playwright/test'
import { describe, expect, it } from 'vitest'
import { collectFaults } from './browser-faults.ts'

type Listener = (message: object) => void

/** What is found of one complaint in the console. */
async function foundOf(text: string, url: string): Promise<readonly string[]> {
  const faults = collectFaults()
  const listeners = new Map<string, Listener>()
  const context = { on: listeners.set.bind(listeners), addInitScript: async () => {} }
  await faults.listen(context as unknown as BrowserContext)
  listeners.get('console')?.({ type: () => 'error', text: () => text, location: () => ({ url }) })
  return faults.found()
}
/** What is found of something that nobody caught. */
async function foundOfException(message: string): Promise<readonly string[]> {
  const faults = collectFaults()
  const listeners = new Map<string, Listener>()
  const context = { on: listeners.set.bind(listeners), addInitScript: async () => {} }
  await faults.listen(context as unknown as BrowserContext)
  listeners.get('weberror')?.({ error: () => new Error(message) })
  return faults.found()
}
const refused = (status: string) =>
  `Failed to load resource: the server responded with a status of ${status}`
const stream = 'http://localhost:9000/bff/stock/events?sku=MUG'

describe('a complaint of a browser', () => {
  it.each([
    refused('503 (Service Unavailable)'),
    refused('429 (Too Many Requests)'),
    'Failed to load resource: net::ERR_INCOMPLETE_CHUNKED_ENCODING',
  ])('of a stream that a busy shop does not give is none: %s', async (text) => {
    expect(await foundOf(text, stream)).toEqual([])
    expect(await foundOf(text, 'http://localhost:9000/bff/orders/ord_1/events')).toEqual([])
  })

  it('of a change of pages that it does not animate is none, of anything else nobody caught it is', async () => {
    const dropped = ['Viewport size changed', 'ViewTransition opt-in disabled'].map(
      (why) => `Transition was aborted because of invalid state. ${why}`,
    )
    for (const message of [...dropped, 'Transition was skipped'])
      expect(await foundOfException(message)).toEqual([])
    for (const message of ['Transition was aborted because of invalid state', 'cart is null'])
      expect(await foundOfException(message)).toHaveLength(1)
  })

  it('of a stream that is refused for good, or of anything else, is one', async () => {
    expect(await foundOf(refused('404 (Not Found)'), stream)).toHaveLength(1)
    expect(await foundOf(refused('503'), 'http://localhost:9000/bff/cart')).toHaveLength(1)
    expect(await foundOf('A tree hydrated but differs', stream)).toHaveLength(1)
  })
})
