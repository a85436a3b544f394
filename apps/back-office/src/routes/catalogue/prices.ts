import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readPriceListSearch } from '../../features/prices/lists/price-list-search.ts'
import { readReportSearch } from '../../features/prices/vat/report-search.ts'
import { given, wordOf } from '../../ui/data-list/list-search.ts'
import { root } from '../root.ts'

type Given = Readonly<Record<string, unknown>>

const start = createRoute({
  getParentRoute: () => root,
  path: '/prices',
  beforeLoad: () => {
    throw redirect({ to: '/prices/lists', replace: true })
  },
})

const lists = createRoute({
  getParentRoute: () => root,
  path: '/prices/lists',
  validateSearch: readPriceListSearch,
  component: lazyRouteComponent(
    () => import('../../features/prices/lists/price-lists-page.tsx'),
    'PriceListsPage',
  ),
})

/** The list stays below a price list that is open. */
const list = createRoute({
  getParentRoute: () => lists,
  path: '/$priceListId',
  component: lazyRouteComponent(
    () => import('../../features/prices/list/price-list-page.tsx'),
    'PriceListPage',
  ),
})

/** No price list has an id with this sign. */
const created = createRoute({
  getParentRoute: () => lists,
  path: '/_new',
  component: lazyRouteComponent(
    () => import('../../features/prices/list/new-price-list.tsx'),
    'NewPriceList',
  ),
})

const rates = createRoute({
  getParentRoute: () => root,
  path: '/prices/rates',
  validateSearch: (search: Given): { readonly country?: string } =>
    given({ country: wordOf(search['country'], 2) }),
  component: lazyRouteComponent(
    () => import('../../features/prices/rates/rates-page.tsx'),
    'RatesPage',
  ),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/prices/settings',
  validateSearch: (search: Given): { readonly year?: string } =>
    given({ year: wordOf(search['year'], 4) }),
  component: lazyRouteComponent(
    () => import('../../features/prices/settings/tax-settings-page.tsx'),
    'TaxSettingsPage',
  ),
})

const vatIds = createRoute({
  getParentRoute: () => root,
  path: '/prices/vat-ids',
  validateSearch: (search: Given): { readonly id?: string } =>
    given({ id: wordOf(search['id'], 24) }),
  component: lazyRouteComponent(
    () => import('../../features/prices/vat/vat-ids-page.tsx'),
    'VatIdsPage',
  ),
})

const reports = createRoute({
  getParentRoute: () => root,
  path: '/prices/reports',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(
    () => import('../../features/prices/vat/reports-page.tsx'),
    'ReportsPage',
  ),
})

export const prices = [
  start,
  lists.addChildren([created, list]),
  rates,
  settings,
  vatIds,
  reports,
] as const
