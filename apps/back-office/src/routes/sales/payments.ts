import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readDisputeSearch } from '../../features/payments/disputes/dispute-search.ts'
import { readPaymentSearch } from '../../features/payments/list/payment-search.ts'
import { readListSearch } from '../../ui/data-list/list-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/payments',
  validateSearch: readPaymentSearch,
  component: lazyRouteComponent(
    () => import('../../features/payments/list/payments-page.tsx'),
    'PaymentsPage',
  ),
})

/** The list stays below a payment that is open. */
const payment = createRoute({
  getParentRoute: () => list,
  path: '/$paymentIntentId',
  component: lazyRouteComponent(
    () => import('../../features/payments/payment/payment-page.tsx'),
    'PaymentPage',
  ),
})

const disputes = createRoute({
  getParentRoute: () => root,
  path: '/payments/disputes',
  validateSearch: readDisputeSearch,
  component: lazyRouteComponent(
    () => import('../../features/payments/disputes/disputes-page.tsx'),
    'DisputesPage',
  ),
})

const dispute = createRoute({
  getParentRoute: () => disputes,
  path: '/$disputeId',
  component: lazyRouteComponent(
    () => import('../../features/payments/disputes/dispute-page.tsx'),
    'DisputePage',
  ),
})

const payouts = createRoute({
  getParentRoute: () => root,
  path: '/payments/payouts',
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('../../features/payments/payouts/payouts-page.tsx'),
    'PayoutsPage',
  ),
})

const payout = createRoute({
  getParentRoute: () => payouts,
  path: '/$payoutId',
  component: lazyRouteComponent(
    () => import('../../features/payments/payouts/payout-page.tsx'),
    'PayoutPage',
  ),
})

const differences = createRoute({
  getParentRoute: () => root,
  path: '/payments/differences',
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('../../features/payments/payouts/differences-page.tsx'),
    'DifferencesPage',
  ),
})

export const payments = [
  list.addChildren([payment]),
  disputes.addChildren([dispute]),
  payouts.addChildren([payout]),
  differences,
] as const
