import { orderIdOf } from '@comptoir/contracts/ids'
import {
  amendReservation,
  readReservation,
  releaseReservation,
  reserveStock,
  restockReturn,
  secureReservation,
  sellStock,
} from '@comptoir/contracts/inventory/internal-routes'
import { lookUpReservations } from '@comptoir/contracts/inventory/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { createCounter } from '@comptoir/service/observability/metrics'
import type { Deps } from '../deps.ts'

const outcomes = createCounter({
  name: 'comptoir_reservations_total',
  help: 'Answers to the order saga: refused is a conflict over stock',
  labelNames: ['step', 'status'],
})

/** What the order saga asks for, step and undo: every answer is an outcome, a refusal too. */
export function addReservationRoutes(app: ServiceApp, { stock }: Pick<Deps, 'stock'>): void {
  app.openapi(reserveStock, async (c) => {
    const outcome = await stock.reserve({ ...c.req.valid('param'), ...c.req.valid('json') })
    outcomes.inc({ step: 'reserve', status: outcome.status })
    return c.json(outcome, 200)
  })
  app.openapi(secureReservation, async (c) => {
    const outcome = await stock.secure({ ...c.req.valid('param'), ...c.req.valid('json') })
    outcomes.inc({ step: 'secure', status: outcome.status })
    return c.json(outcome, 200)
  })
  app.openapi(sellStock, async (c) => {
    const { reservationId } = c.req.valid('param')
    const secured = await stock.secure({ reservationId, ...c.req.valid('json') })
    const outcome = secured.status === 'secured' ? await stock.commit(reservationId) : secured
    outcomes.inc({ step: 'sell', status: outcome.status })
    return c.json(outcome, 200)
  })
  app.openapi(amendReservation, async (c) => {
    const outcome = await stock.amend({ ...c.req.valid('param'), ...c.req.valid('json') })
    outcomes.inc({ step: 'amend', status: outcome.amendment?.status ?? outcome.status })
    return c.json(outcome, 200)
  })
  app.openapi(releaseReservation, async (c) => {
    const { reservationId } = c.req.valid('param')
    return c.json(await stock.release(reservationId, orderIdOf(reservationId)), 200)
  })
  app.openapi(restockReturn, async (c) => {
    const { returnId } = c.req.valid('param')
    return c.json(await stock.restock({ returnId, ...c.req.valid('json') }), 200)
  })
  app.openapi(readReservation, async (c) =>
    c.json(await stock.readReservation(c.req.valid('param').reservationId), 200),
  )
  app.openapi(lookUpReservations, async (c) => {
    const { reservationIds } = c.req.valid('json')
    return c.json({ items: await Promise.all(reservationIds.map(stock.readReservation)) }, 200)
  })
}
