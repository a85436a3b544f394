import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readReturnSearch } from '../../features/returns/list/return-search.ts'
import { readWithdrawalSearch } from '../../features/returns/withdrawals/withdrawal-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/returns',
  validateSearch: readReturnSearch,
  component: lazyRouteComponent(
    () => import('../../features/returns/list/returns-page.tsx'),
    'ReturnsPage',
  ),
})

const one = createRoute({
  getParentRoute: () => list,
  path: '/$returnId',
  component: lazyRouteComponent(
    () => import('../../features/returns/return/return-page.tsx'),
    'ReturnPage',
  ),
})

export const withdrawals = createRoute({
  getParentRoute: () => root,
  path: '/returns/withdrawals',
  validateSearch: readWithdrawalSearch,
  component: lazyRouteComponent(
    () => import('../../features/returns/withdrawals/withdrawals-page.tsx'),
    'WithdrawalsPage',
  ),
})

export const returns = list.addChildren([one])
