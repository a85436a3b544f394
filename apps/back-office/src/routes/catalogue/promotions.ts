import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readPromotionSearch } from '../../features/promotions/list/promotion-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/promotions',
  validateSearch: readPromotionSearch,
  component: lazyRouteComponent(
    () => import('../../features/promotions/list/promotions-page.tsx'),
    'PromotionsPage',
  ),
})

const newPromotion = createRoute({
  getParentRoute: () => list,
  path: '/new',
  component: lazyRouteComponent(
    () => import('../../features/promotions/rule/new-promotion-page.tsx'),
    'NewPromotionPage',
  ),
})

/** The list stays below a promotion that is open. */
const tab = createRoute({
  getParentRoute: () => list,
  path: '/$promotionId/$tab',
  component: lazyRouteComponent(
    () => import('../../features/promotions/promotion/promotion-page.tsx'),
    'PromotionPage',
  ),
})

const promotion = createRoute({
  getParentRoute: () => list,
  path: '/$promotionId',
  beforeLoad: ({ params }) => {
    const rule = { ...params, tab: 'rule' }
    throw redirect({
      to: '/promotions/$promotionId/$tab',
      params: rule,
      search: true,
      replace: true,
    })
  },
})

export const promotions = list.addChildren([newPromotion, promotion, tab])
