import { readAccountSummary } from '@comptoir/contracts/accounts/internal-routes'
import { listTaxRates } from '@comptoir/contracts/billing/routes'
import type { TaxSettings } from '@comptoir/contracts/billing/schemas'
import { checkVatId } from '@comptoir/contracts/billing/tax-routes'
import type { VatIdCheck } from '@comptoir/contracts/billing/tax-schemas'
import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import {
  type CartDiscounts,
  evaluateCart,
  type PromotableCart,
  readAutomaticPromotions,
} from '@comptoir/contracts/promotions/internal-routes'
import { quoteShipping } from '@comptoir/contracts/shipping/routes'
import type { AppId } from '@comptoir/contracts/topology'
import { createCustomers } from '@comptoir/dapr/sidecar/customers'
import { createClient } from '@comptoir/dapr/sidecar/invoke'
import { createPromotions } from '@comptoir/dapr/sidecar/promotions'
import type { Sidecar } from '@comptoir/dapr/sidecar/sidecar'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { createApp } from '../src/app.ts'
import { createCarts, createCurrentCarts } from '../src/cart-store.ts'
import { newShareToken, newWishListId } from '../src/cart-token.ts'
import { createVariantCache } from '../src/pricing/variant-cache.ts'
import { createSubscribers } from '../src/subscribers.ts'
import { createWishLists } from '../src/wish-lists/wish-list-store.ts'

const appToken = 'test-token'
const { verify, headersFor } = createTestVerifier()

export const eur = (amount: number) => ({ amount, currency: 'EUR' })

export function variantOf(sku: string, price: number, more: Partial<VariantSnapshot> = {}) {
  const facts = { sku, productId: `prd_${sku}`, title: { fr: sku }, price: eur(price) }
  return { ...facts, taxClass: 'standard', weightGrams: 500, active: true, ...more }
}

function newService(appId: AppId): ServiceApp {
  return createServiceApp({
    appId,
    title: appId,
    description: '',
    verify,
    log: silentLog(),
    appToken,
  })
}

/** A catalogue of a few variants, kept in a map that tests change. */
function catalogTwin({ variants, lookups, vipPrices }: CatalogTwin): ServiceApp {
  const app = newService('catalog')
  app.openapi(lookupVariants, (c) => {
    const { skus, customer, quantities = {} } = c.req.valid('json')
    lookups.push(skus)
    const found = skus.flatMap((sku) => {
      const variant = variants.get(sku)
      if (!variant) return []
      const own = customer?.status === 'vip' ? vipPrices.get(sku) : undefined
      return own?.(quantities[sku] ?? 1) ?? variant
    })
    return c.json({ variants: found }, 200)
  })
  return app
}

type CatalogTwin = {
  readonly variants: Map<string, VariantSnapshot>
  readonly lookups: string[][]
  /** The variant as VIPs get it, by how many they buy. */
  readonly vipPrices: Map<string, (quantity: number) => VariantSnapshot>
}

/** Knows the state of customers by a map that tests change; everyone else is `standard`. */
function accountsTwin(statuses: Map<string, 'vip'>, asked: string[]): ServiceApp {
  const app = newService('accounts')
  app.openapi(readAccountSummary, (c) => {
    const { userId } = c.req.valid('param')
    asked.push(userId)
    const customerStatus = statuses.get(userId) ?? 'standard'
    const facts = {
      userId,
      email: 'camille@example.com',
      name: 'Camille',
      status: 'active' as const,
    }
    return c.json({ ...facts, customerStatus, locale: 'fr' as const }, 200)
  })
  return app
}

/** Ships to France and Belgium: by weight at home, dearer as express. */
function shippingTwin(): ServiceApp {
  const app = newService('shipping')
  const common = { carrierCode: 'poste', taxClass: 'standard', deliveryDays: { min: 1, max: 3 } }
  app.openapi(quoteShipping, (c) => {
    const { countryCode, weightGrams } = c.req.valid('json')
    if (!['FR', 'BE'].includes(countryCode)) return c.json({ options: [] }, 200)
    const home = { ...common, optionId: 'home', name: { fr: 'Domicile' }, kind: 'home' as const }
    const express = { ...home, optionId: 'express', kind: 'express' as const, price: eur(1290) }
    return c.json({ options: [{ ...home, price: eur(400 + weightGrams / 10) }, express] }, 200)
  })
  return app
}

type Promote = (cart: PromotableCart) => Partial<CartDiscounts>

/** Promotions by a rule that tests change; without one there are none. */
function promotionsTwin(promotions: { rule?: Promote }): ServiceApp {
  const app = newService('promotions')
  const nothing = { lines: [], shipping: [], applied: [], rejected: [] }
  app.openapi(readAutomaticPromotions, (c) => c.json({ any: promotions.rule !== undefined }, 200))
  app.openapi(evaluateCart, (c) =>
    c.json({ ...nothing, ...promotions.rule?.(c.req.valid('json')) }, 200),
  )
  return app
}

function billingTwin(
  settings: TaxSettings,
  register: Map<string, VatIdCheck['status']>,
): ServiceApp {
  const app = newService('billing')
  app.openapi(checkVatId, (c) => {
    const { vatId } = c.req.valid('json')
    return c.json({ vatId, status: register.get(vatId) ?? 'malformed' }, 200)
  })
  const rate = { countryCode: 'FR', validFrom: '2014-01-01' }
  app.openapi(listTaxRates, (c) =>
    c.json(
      {
        settings,
        rates: [
          { ...rate, taxClass: 'standard', rateBps: 2000 },
          { ...rate, taxClass: 'reduced', rateBps: 550 },
          { ...rate, countryCode: 'BE', taxClass: 'standard', rateBps: 2100 },
        ],
      },
      200,
    ),
  )
  return app
}

/** A sidecar that hands invocations straight to apps of this process; those in `down` do not answer. */
function sidecarTo(apps: Partial<Record<AppId, ServiceApp>>, down: Set<AppId>): Sidecar {
  return {
    async request({ method, path, headers, body }) {
      const [, appId, rest] = /^\/v1\.0\/invoke\/([^/]+)\/method(.*)$/.exec(path) ?? []
      const app = apps[appId as AppId]
      if (!app || down.has(appId as AppId)) return { status: 500, headers: {}, body: Buffer.of() }
      const answer = await app.request(rest ?? '/', {
        method,
        headers: { ...headers, ...appTokenHeaders(appToken, 'carts') },
        ...(body === undefined ? {} : { body: String(body) }),
      })
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Buffer.from(await answer.arrayBuffer()),
      }
    },
    waitUntilReady: async () => {},
    metadata: async () => ({}),
    close: () => {},
  }
}

type Given = {
  readonly as?: string
  readonly token?: string
  readonly key?: string
  readonly body?: unknown
}

/** The carts service on an in-memory store, beside twins of the services that it asks. */
export function openShop() {
  const variants = new Map<string, VariantSnapshot>()
  const lookups: string[][] = []
  const down = new Set<AppId>()
  const vatRegister = new Map<string, VatIdCheck['status']>()
  const taxSettings: TaxSettings = { homeCountry: 'FR', prices: 'gross' }
  const promotions: { rule?: Promote } = {}
  const store = createMemoryStore('carts')
  const vipPrices: CatalogTwin['vipPrices'] = new Map()
  const statuses = new Map<string, 'vip'>()
  const accountReads: string[] = []
  const apps = {
    catalog: catalogTwin({ variants, lookups, vipPrices }),
    accounts: accountsTwin(statuses, accountReads),
    shipping: shippingTwin(),
    billing: billingTwin(taxSettings, vatRegister),
    promotions: promotionsTwin(promotions),
  }
  const sidecar = sidecarTo(apps, down)
  const client = (appId: AppId) => createClient(sidecar, appId)
  const carts = createCarts(store)
  const current = createCurrentCarts(store)
  const clock = () => new Date(store.clock.nowMs)
  const memory = createVariantCache(client('catalog'), store.now)
  const wishLists = createWishLists(store)
  const app = createApp({
    carts,
    current,
    ...{ wishLists, newWishListId, newShareToken },
    clock,
    variants: memory,
    customers: createCustomers(client('accounts'), store.now),
    shipping: client('shipping'),
    taxRates: createTaxRates(client('billing'), store.now),
    addressOf: () => '192.0.2.1',
    promotions: createPromotions(client('promotions'), store.now),
    verify,
    log: silentLog(),
    appToken,
  })

  /** Calls a route: `call('PUT /cart', { as: 'camille', body })`; `token` is a guest cart's, `key` the Idempotency-Key. */
  async function call(route: string, given: Given = {}) {
    const [method = '', path = ''] = route.split(' ')
    const answer = await app.request(path, {
      method,
      headers: {
        ...(given.as ? await headersFor({ id: given.as }) : {}),
        ...(given.token && { 'cart-token': given.token }),
        ...(given.key && { 'idempotency-key': given.key }),
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      body: text ? JSON.parse(text) : undefined,
    }
  }

  /** Calls as orders does, through the sidecar. */
  async function internal(route: string, body: unknown) {
    const [method = '', path = ''] = route.split(' ')
    const headers = { ...appTokenHeaders(appToken, 'orders'), 'content-type': 'application/json' }
    return await app.request(path, { method, headers, body: JSON.stringify(body) })
  }

  return {
    internal,
    later: (ms: number) => {
      store.clock.nowMs += ms
    },
    variants,
    /** The SKUs of each lookup that the catalogue was asked. */
    lookups,
    vipPrices,
    statuses,
    /** The users whose state accounts was asked. */
    accountReads,
    memory,
    down,
    /** What billing says of taxes beside the rates. */
    taxSettings,
    /** What billing says of VAT ids. */
    vatRegister,
    promotions,
    store,
    carts,
    current,
    wishLists,
    call,
    subscribers: createSubscribers({ carts, clock }),
    sell: (...all: VariantSnapshot[]) => {
      for (const variant of all) variants.set(variant.sku, variant)
    },
  }
}

export type Shop = ReturnType<typeof openShop>
