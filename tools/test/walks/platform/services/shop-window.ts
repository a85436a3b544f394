import {
  eraseGuest,
  issueGuestToken,
  readAccountSummary,
  readOwnEmailKey,
} from '@comptoir/contracts/accounts/internal-routes'
import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import { guestIdOf } from '@comptoir/contracts/ids'
import { createServiceApp } from '@comptoir/service/app'
import { createErasures } from '../../../../../services/accounts/src/erasures/erasure-store.ts'
import { createGuestErasures } from '../../../../../services/accounts/src/guest-erasures.ts'
import { createHostTwin, type Platform, tokenOf } from '../host-twin.ts'

const crockery = ['MUG', 'CUP', 'BOWL']
const eur = (amount: number) => ({ amount, currency: 'EUR' })

/** What the walks sell: VAT of three rates, light and heavy, cheap and dear, much and little on the shelf; a product of three variants. */
export const goods: readonly (VariantSnapshot & { readonly onHand: number })[] = [
  { sku: 'MUG', price: eur(1_200), taxClass: 'standard', weightGrams: 300, onHand: 40 },
  { sku: 'CUP', price: eur(990), taxClass: 'standard', weightGrams: 200, onHand: 8 },
  { sku: 'BOWL', price: eur(1_550), taxClass: 'standard', weightGrams: 400, onHand: 8 },
  { sku: 'BOOK', price: eur(1_990), taxClass: 'reduced', weightGrams: 450, onHand: 6 },
  { sku: 'LAMP', price: eur(8_900), taxClass: 'standard', weightGrams: 2_400, onHand: 3 },
  { sku: 'SOFA', price: eur(49_900), taxClass: 'standard', weightGrams: 32_000, onHand: 2 },
].map((thing) => ({
  ...thing,
  productId: crockery.includes(thing.sku) ? 'prd_crockery' : `prd_${thing.sku.toLowerCase()}`,
  title: { fr: thing.sku, en: thing.sku },
  active: true,
}))

/** Accounts and the catalogue, as far as orders ask them: they hold nothing that an order changes. */
export function startShopWindow(platform: Platform): void {
  startAccounts(platform)
  startCatalog(platform)
}

/** What is known of people, the tokens of guests, and the word that a guest is to be erased. */
function startAccounts(platform: Platform): void {
  const accounts = createHostTwin(platform, 'accounts')
  const accountsApp = createServiceApp({
    ...accounts,
    appId: 'accounts',
    title: '',
    description: '',
  })
  accountsApp.openapi(readAccountSummary, (c) => {
    const { userId } = c.req.valid('param')
    const summary = { userId, email: `${userId}@example.com`, name: 'Camille Durand', tags: [] }
    const state = { status: 'active', customerStatus: 'standard', locale: 'fr' } as const
    return c.json({ ...summary, ...state }, 200)
  })
  accountsApp.openapi(readOwnEmailKey, (c) => c.json({}, 200))
  accountsApp.openapi(issueGuestToken, (c) => {
    const { orderId } = c.req.valid('param')
    const accessToken = tokenOf({ id: guestIdOf(orderId), roles: [], guestOf: orderId })
    return c.json({ accessToken, tokenType: 'Bearer' as const, expiresInSeconds: 900 }, 200)
  })
  const erasures = createErasures(accounts.store)
  const guestErasures = createGuestErasures(accounts.store, erasures)
  accountsApp.openapi(eraseGuest, async (c) => {
    await guestErasures.begin(c.req.valid('param').orderId, accounts.clock().toISOString())
    return c.body(null, 204)
  })
  accounts.run(accountsApp, { collections: [guestErasures.collection, erasures.collection] })
}

function startCatalog(platform: Platform): void {
  const catalog = createHostTwin(platform, 'catalog')
  const catalogApp = createServiceApp({ ...catalog, appId: 'catalog', title: '', description: '' })
  catalogApp.openapi(lookupVariants, (c) => {
    const { skus } = c.req.valid('json')
    return c.json({ variants: goods.filter(({ sku }) => skus.includes(sku)) }, 200)
  })
  catalog.run(catalogApp)
}
