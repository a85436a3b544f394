import { listMovements, recordMovement } from '@comptoir/contracts/inventory/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import type { Deps } from '../deps.ts'

/** Movements by hand, and what moved. */
export function addMovementRoutes(app: ServiceApp, { stock }: Pick<Deps, 'stock'>): void {
  app.openapi(recordMovement, async (c) => {
    const actor = currentUser(c).id
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const { sku } = c.req.valid('param')
    const movement = await stock.move({ ...c.req.valid('json'), sku, actor, idempotencyKey })
    return c.json(movement, 201)
  })

  app.openapi(listMovements, async (c) => {
    const { sku } = await stock.readItem(c.req.valid('param').sku)
    return c.json(await stock.movements(sku, c.req.valid('query')), 200)
  })
}
