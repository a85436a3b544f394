import { createApi } from '../../../../simulators/payments/src/api/api.ts'
import { readConfig } from '../../../../simulators/payments/src/config.ts'
import { createEngine } from '../../../../simulators/payments/src/engine/engine.ts'
import { readLedger } from '../../../../simulators/payments/src/engine/ledger.ts'
import type { LedgerLine } from '../../../src/reconcile/provider-books.ts'
import type { Network } from './network.ts'
import { roadTo } from './provider-road.ts'
import { fateOf, type World } from './world.ts'

export const secretKey = 'sk_test_of_the_walks'
export const webhookSecret = 'whsec_of_the_walks'
export const providerUrl = 'http://provider.example'

const journal = { append: async () => {}, settled: async () => {}, close: async () => {} }

/** The payment simulator, with its own books: the witness that nobody else writes to. */
export async function createProvider(world: World, { hand, apps }: Network) {
  const { scheduler } = world
  const config = readConfig({
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    SIMULATOR_TEST_CASES: 'on',
    WEBHOOK_URL: 'http://shop.example/api/webhooks/stripe',
  })
  const engine = await createEngine(config, providerUrl, {
    openJournal: async () => ({ journal, changes: [] }),
    post: (url, body, signature) => deliver(new URL(url).pathname, body, signature),
  })
  const api = createApi(engine, secretKey)

  async function deliver(path: string, body: string, signature: string): Promise<number> {
    await scheduler.turn()
    if (!apps.has('payments') || world.down.has('payments')) return 0
    if (world.deaf.has('stripe') || fateOf(world) !== 'well') return 0
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
    const answer = await hand('payments', path, { method: 'POST', headers, body }).catch(() => null)
    return answer?.status ?? 0
  }

  const ask = async (path: string, form: Record<string, string> = {}) =>
    await api.request(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}` },
      body: new URLSearchParams(form),
    })

  const look = async (path: string) =>
    await api.request(path, { headers: { authorization: `Bearer ${secretKey}` } })

  return {
    fetch: roadTo(world, 'stripe', api),
    /** What its dashboard, a bank or a shopper does there. */
    ask,
    look,
    books: engine.books,
    ledger: async (): Promise<LedgerLine[]> => {
      const { charges, refunds, disputes, authorised } = readLedger(engine.books)
      const held = authorised.map((one) => ({ ...one, kind: 'authorisation' as const }))
      return [...charges, ...refunds, ...disputes, ...held].map(
        ({ metadata, kind, amount, currency }) => ({
          ...{
            kind,
            amount,
            currency,
            paymentIntentId: metadata['payment_intent_id'] ?? 'unknown',
          },
        }),
      )
    },
    close: () => engine.close(),
  }
}

export type Provider = Awaited<ReturnType<typeof createProvider>>
