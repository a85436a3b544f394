import { createApi } from '../../../../simulators/paypal/src/api/api.ts'
import { createEngine } from '../../../../simulators/paypal/src/books/engine.ts'
import { readConfig } from '../../../../simulators/paypal/src/config.ts'
import type { LedgerLine } from '../../../src/reconcile/provider-books.ts'
import type { Network } from './network.ts'
import { roadTo } from './provider-road.ts'
import { fateOf, type World } from './world.ts'

export const payPalUrl = 'http://paypal.example'
const secret = 'secret-of-the-walks'
/** What the shop is set up with. */
export const payPalAccount = {
  clientId: 'client-of-the-walks',
  clientSecret: secret,
  webhookId: 'WHOFTHEWALKS',
}

const journal = {
  changes: [],
  append: async () => {},
  settled: async () => {},
  close: async () => {},
}

/** The PayPal simulator, with its own books. */
export async function createPayPal(world: World, { hand, apps }: Network) {
  const { scheduler } = world
  const config = readConfig({
    PAYPAL_CLIENT_ID: payPalAccount.clientId,
    PAYPAL_CLIENT_SECRET: secret,
    PAYPAL_WEBHOOK_ID: payPalAccount.webhookId,
    SIMULATOR_TEST_CASES: 'on',
    WEBHOOK_URL: 'http://shop.example/api/webhooks/paypal',
  })
  const engine = await createEngine(config, payPalUrl, {
    openJournal: async () => journal,
    post: (url, body, headers) => deliver(new URL(url).pathname, body, headers),
  })
  const api = createApi(engine, config)

  async function deliver(path: string, body: string, headers: Readonly<Record<string, string>>) {
    await scheduler.turn()
    if (!apps.has('payments') || world.down.has('payments')) return 0
    if (world.deaf.has('paypal') || fateOf(world) !== 'well') return 0
    const answer = await hand('payments', path, { method: 'POST', headers, body }).catch(() => null)
    return answer?.status ?? 0
  }

  return {
    fetch: roadTo(world, 'paypal', api),
    /** What a payer, or somebody in its dashboard, does there: `POST /checkoutnow/approve?token=…`. */
    async ask(operation: string, body?: object): Promise<Response> {
      const [method = 'GET', path = '/'] = operation.split(' ')
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
      return await api.request(path, {
        ...{ method, headers },
        ...(body && { body: JSON.stringify(body) }),
      })
    },
    books: engine.books,
    async ledger(): Promise<LedgerLine[]> {
      const { entries, authorizations, orders } = engine.books
      const held = [...authorizations.values()]
        .filter(({ status }) => status === 'CREATED')
        .map(({ amount, orderId }) => {
          const { currency = 'EUR', customId } = orders.get(orderId) ?? {}
          return { kind: 'authorisation' as const, amount, currency, customId }
        })
      return [...entries, ...held].map(({ kind, amount, currency, customId }) => ({
        ...{ kind, amount, currency, paymentIntentId: customId ?? 'unknown' },
      }))
    },
  }
}

export type PayPal = Awaited<ReturnType<typeof createPayPal>>
