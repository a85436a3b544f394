import { lookUp } from '@comptoir/contracts/look-up'
import type { AppId } from '@comptoir/contracts/topology'
import { type Books, readBooks } from '../../../src/reconcile/read-books.ts'
import type { ShopApi } from '../../../src/shop/shop-api.ts'
import type { MemoryPlatform } from './memory-platform.ts'
import { staff } from './memory-platform.ts'
import { serviceOf, toAnswer, toInit } from './memory-shop.ts'
import { appToken } from './network.ts'

type Draft = { draftId: string; createdAt: string; customer: { email?: string } }

/** What staff prepare and nobody has placed, through the API. */
export async function readMemoryDrafts({ network }: MemoryPlatform): Promise<Draft[]> {
  const path = '/api/order-drafts?limit=100'
  const answer = await network.hand('orders', path, toInit('GET', { as: staff }))
  return ((await answer.json()) as { items: Draft[] }).items
}

/** The books of the platform as `npm run reconcile` reads them, through its API. */
export async function readMemoryBooks(platform: MemoryPlatform): Promise<Books> {
  const { network, stripe, paypal } = platform
  async function ask(operation: string, body?: unknown) {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const request = toInit(method, { as: staff, body })
    const { status, body: found } = await toAnswer(
      await network.hand(serviceOf(path), path, request),
    )
    if (status >= 300) throw new Error(`${operation}: ${status} ${JSON.stringify(found)}`)
    return found
  }
  const gateway = { 'dapr-api-token': appToken, 'dapr-caller-app-id': 'gateway' }
  const askEach = (path: string) =>
    Promise.all(
      [...network.apps.keys()].map(async (appId: AppId) => {
        const answer = await network.hand(appId, path, { headers: gateway })
        return { service: appId, ...((await answer.json()) as { items?: object[] }) }
      }),
    )
  const operations: Record<string, () => Promise<object>> = {
    // admin, which keeps their ledgers, takes no part in walks
    'GET /api/vendors?limit=100': async () => ({ items: [] }),
    'GET /api/operations/consumption': async () => ({
      services: await askEach('/internal/consumption'),
      silent: [],
    }),
    'GET /api/operations/dead-letters': async () => {
      const found = await askEach('/internal/dead-letters')
      const all = found.flatMap(({ service, items = [] }) =>
        items.map((letter) => ({ service, ...letter })),
      )
      return { items: all, silent: [] }
    },
  }
  const shop = (async (operation: string, { body }: { body?: unknown } = {}) => ({
    body: await (lookUp(operations, operation)?.() ?? ask(operation, body)),
  })) as unknown as ShopApi
  const readLedger = async () => [...(await stripe.ledger()), ...(await paypal.ledger())]
  return await readBooks({ shop, readLedger })
}
