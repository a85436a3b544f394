import * as routes from '@comptoir/contracts/promotions/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import {
  archivePromotion,
  pausePromotion,
  publishPromotion,
  resumePromotion,
} from '../promotion/promotion.ts'
import { pageOfPromotions } from '../promotion/promotion-list.ts'
import { promotionViewOf } from '../promotion/promotion-view.ts'

export function addPromotionRoutes(app: ServiceApp, deps: Deps): void {
  addReads(app, deps)
  addWrites(app, deps)
  addTransitions(app, deps)
}

function addReads(app: ServiceApp, { promotions, promotionMemory, clock }: Deps): void {
  const now = () => clock().toISOString()

  app.openapi(routes.listPromotions, (c) => {
    const { status, ...page } = c.req.valid('query')
    const { items, ...rest } = pageOfPromotions(promotionMemory.list(now(), status), page)
    return c.json({ items: items.map((one) => promotionViewOf(one, now())), ...rest }, 200)
  })

  app.openapi(routes.getPromotion, async (c) => {
    const document = await promotions.get(c.req.valid('param').promotionId)
    if (!document) throw refuse('not_found')
    c.header('etag', etagOf(document.version))
    return c.json(promotionViewOf(document, now()), 200)
  })
}

function addWrites(app: ServiceApp, { commands, clock }: Deps): void {
  const now = () => clock().toISOString()

  app.openapi(routes.createPromotion, async (c) => {
    const document = await commands.create(c.req.valid('json'))
    c.header('etag', etagOf(document.version))
    c.header('location', `/api/promotions/${document.id}`)
    return c.json(promotionViewOf(document, now()), 201)
  })

  app.openapi(routes.replacePromotion, async (c) => {
    const { promotionId } = c.req.valid('param')
    const check = { ifVersion: ifMatchOf(c) }
    const document = await commands.replace(promotionId, c.req.valid('json'), check)
    c.header('etag', etagOf(document.version))
    return c.json(promotionViewOf(document, now()), 200)
  })
}

const transitions = [
  [routes.publishPromotion, publishPromotion],
  [routes.pausePromotion, pausePromotion],
  [routes.resumePromotion, resumePromotion],
  [routes.archivePromotion, archivePromotion],
] as const

function addTransitions(app: ServiceApp, { commands, clock }: Deps): void {
  for (const [route, rule] of transitions) {
    app.openapi(route, async (c) => {
      const { promotionId } = c.req.valid('param')
      const document = await commands.change(promotionId, rule, { ifVersion: ifMatchOf(c) })
      c.header('etag', etagOf(document.version))
      return c.json(promotionViewOf(document, clock().toISOString()), 200)
    })
  }
}
