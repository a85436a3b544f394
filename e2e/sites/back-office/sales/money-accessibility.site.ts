import { expect } from '@playwright/test'
import { promote } from '../../../src/promotions.ts'
import { violations } from '../../kit/axe.ts'
import { newOrder, openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

type Opened = readonly [path: string, title: string | RegExp]

const lists: Readonly<Record<string, readonly Opened[]>> = {
  payments: [
    ['/payments', 'Paiements'],
    ['/payments/disputes', 'Litiges'],
    ['/payments/payouts', 'Virements du prestataire'],
    ['/payments/differences', 'Écarts'],
  ],
  invoices: [
    ['/invoices', 'Factures'],
    ['/invoices/credit-notes', 'Avoirs'],
    ['/invoices/transmissions', 'Transmissions'],
    ['/invoices/exports', 'Exports'],
    ['/invoices/exports/new', 'Exporter des documents'],
  ],
  promotions: [
    ['/promotions', 'Promotions'],
    ['/promotions/new', 'Nouvelle promotion'],
  ],
}

/** What is open on top of a list. */
const details: Readonly<Record<string, (shop: Shop) => Promise<readonly Opened[]>>> = {
  async payments(shop) {
    const { payment } = await newOrder(shop)
    return [[`/payments/${payment.paymentIntentId}`, /^Paiement /]]
  },
  async invoices(shop) {
    const { invoice } = await newOrder(shop)
    return [[`/invoices/${invoice.invoiceId}`, /^Facture /]]
  },
  async promotions(shop) {
    const benefit = { kind: 'free_shipping' }
    const { promotionId } = await promote(shop.api, await shop.staff(), { benefit })
    const tabs = ['rule', 'codes', 'figures', 'trial']
    return tabs.map((tab) => [`/promotions/${promotionId}/${tab}`, /^Offre /])
  },
}

for (const part of ['payments', 'invoices', 'promotions']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in ${part}, ${colorScheme}`, async ({ newVisitor, shop }) => {
      test.setTimeout(120_000)
      const opened = [...(lists[part] ?? []), ...((await details[part]?.(shop)) ?? [])]
      const page = await (await newVisitor({ colorScheme })).newPage()
      await openAs(page, shop.platform.staff, `/${part}`)
      for (const [path, title] of opened) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1, name: title }).last()).toBeVisible()
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
        expect(await violations(page), path).toEqual([])
      }
    })
  }
}
