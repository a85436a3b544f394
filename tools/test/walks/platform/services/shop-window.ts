import { readAccountSummary } from '@comptoir/contracts/accounts/internal-routes'
import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import { createServiceApp } from '@comptoir/service/app'
import { createHostTwin, type Platform } from '../host-twin.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

/** What the walks sell: VAT of three rates, light and heavy, cheap and dear, much and little on the shelf. */
export const goods: readonly (VariantSnapshot & { readonly onHand: number })[] = [
  { sku: 'MUG', price: eur(1_200), taxClass: 'standard', weightGrams: 300, onHand: 40 },
  { sku: 'BOOK', price: eur(1_990), taxClass: 'reduced', weightGrams: 450, onHand: 6 },
  { sku: 'LAMP', price: eur(8_900), taxClass: 'standard', weightGrams: 2_400, onHand: 3 },
  { sku: 'SOFA', price: eur(49_900), taxClass: 'standard', weightGrams: 32_000, onHand: 2 },
].map((thing) => ({
  ...thing,
  productId: `prd_${thing.sku.toLowerCase()}`,
  title: { fr: thing.sku, en: thing.sku },
  active: true,
}))

/** Accounts and the catalogue, as far as orders ask them: they hold nothing that an order changes. */
export function startShopWindow(platform: Platform): void {
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
  accounts.run(accountsApp)

  const catalog = createHostTwin(platform, 'catalog')
  const catalogApp = createServiceApp({ ...catalog, appId: 'catalog', title: '', description: '' })
  catalogApp.openapi(lookupVariants, (c) => {
    const { skus } = c.req.valid('json')
    return c.json({ variants: goods.filter(({ sku }) => skus.includes(sku)) }, 200)
  })
  catalog.run(catalogApp)
}
