import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addCodeRoutes } from './routes/codes.ts'
import { addEvaluationRoutes } from './routes/evaluation.ts'
import { addPromotionRoutes } from './routes/promotions.ts'
import { addRedemptionRoutes, addUseRoutes } from './routes/redemptions.ts'

/** Promotions: what reduces the price of a cart, by which criteria, with or without a code. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'promotions',
    title: 'Promotions',
    description: 'Promotions, their codes, and what they take off a cart',
  })
  addPromotionRoutes(app, deps)
  addCodeRoutes(app, deps)
  addEvaluationRoutes(app, deps)
  addUseRoutes(app, deps)
  addRedemptionRoutes(app, deps)
  return app
}
