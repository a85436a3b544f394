import { lookUp } from '@comptoir/contracts/look-up'
import type { AppId } from '@comptoir/contracts/topology'
import type { Discrepancy } from '../../../src/reconcile/discrepancy.ts'
import { readBooks } from '../../../src/reconcile/read-books.ts'
import { reconcileBooks } from '../../../src/reconcile/reconcile-books.ts'
import type { ShopApi } from '../../../src/shop/shop-api.ts'
import type { MemoryPlatform } from './memory-platform.ts'
import { staff } from './memory-platform.ts'
import { serviceOf, toAnswer, toInit } from './memory-shop.ts'
import { appToken } from './network.ts'
import { orderSettings } from './services/orders.ts'

/** What `npm run reconcile` finds wrong in the books of the platform, read through its API. */
export async function discrepanciesOf(platform: MemoryPlatform): Promise<Discrepancy[]> {
  const { network, provider } = platform
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
  const books = await readBooks({ shop, readLedger: provider.ledger })
  const { paymentDeadlineSeconds } = orderSettings
  return reconcileBooks(books, { graceSeconds: 0, paymentDeadlineSeconds }).discrepancies
}
