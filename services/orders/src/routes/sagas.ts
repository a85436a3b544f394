import { readSagas, type Saga } from '@comptoir/contracts/platform/timeline'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import { cancelSagaId } from '../saga/saga-types.ts'

/** What operators may know of the workflows of an order. */
export function addSagaRoutes(app: ServiceApp, { engine }: Pick<Deps, 'engine'>): void {
  app.openapi(readSagas, async (c) => {
    const { orderId } = c.req.valid('param')
    const ids = [orderId, cancelSagaId(orderId)]
    const sagas = await Promise.all(ids.map((id) => sagaOf(engine, id)))
    return c.json({ sagas: sagas.flat() }, 200)
  })
}

/** The saga of that id; none when it never ran, or its history was purged. */
async function sagaOf(engine: Deps['engine'], instanceId: string): Promise<Saga[]> {
  const state = await engine.state(instanceId)
  if (!state) return []
  return [{ instanceId, status: state.status, steps: await engine.history(instanceId) }]
}
