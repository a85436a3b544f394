import type { Promotion, PromotionInput } from '@comptoir/contracts/promotions/promotion'
import * as routes from '@comptoir/contracts/promotions/routes'
import { withIdempotency } from '@comptoir/dapr/leases/idempotency'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { idOfRequest } from '@comptoir/service/http/id-of-request'
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

function addWrites(app: ServiceApp, deps: Deps): void {
  const { commands, clock } = deps
  const now = () => clock().toISOString()

  app.openapi(routes.createPromotion, async (c) => {
    const { 'idempotency-key': key } = c.req.valid('header')
    const input = c.req.valid('json')
    const who = currentUser(c).id
    const create = async (id?: string) => promotionViewOf(await commands.create(input, id), now())
    const promotion = key ? await createOnce(deps, { who, key, input }, create) : await create()
    c.header('etag', etagOf(promotion.version))
    c.header('location', `/api/promotions/${promotion.promotionId}`)
    return c.json(promotion, 201)
  })

  app.openapi(routes.replacePromotion, async (c) => {
    const { promotionId } = c.req.valid('param')
    const check = { ifVersion: ifMatchOf(c) }
    const document = await commands.replace(promotionId, c.req.valid('json'), check)
    c.header('etag', etagOf(document.version))
    return c.json(promotionViewOf(document, now()), 200)
  })
}

const leaseSeconds = 30
type Asked = { readonly who: string; readonly key: string; readonly input: PromotionInput }

/** The same draft for the same key; the id is derived from it, so that a repeat after a crash makes no second one. */
async function createOnce(
  deps: Deps,
  { who, key, input }: Asked,
  create: (id: string) => Promise<Promotion>,
): Promise<Promotion> {
  const scope = `promotions:create:${who}`
  const request = { scope, key, fingerprint: JSON.stringify(input), leaseSeconds }
  const id = idOfRequest('promo', who, key)
  const { body } = await withIdempotency(deps, request, async () => {
    return { status: 201, body: await create(id) }
  })
  return body
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
