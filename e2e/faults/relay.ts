import { shipmentIdOf } from '../../packages/contracts/src/ids.ts'
import { processing } from './bring.ts'
import { checkOrder } from './check.ts'
import type { Stand } from './stand.ts'

/** A crash between the write and the broker, and nobody who repeats the request: only the relay knows of the event. */
export async function crashUnpublished(stand: Stand): Promise<string[]> {
  const trial = await processing(stand)
  const restarts = stand.processes.restarts('shipping')
  const point = 'publish:comptoir.shipping.shipment-handed-over.v1'
  await stand.faults.plan('shipping', { point, mode: 'crash_before' })
  const scan = `POST /api/shipments/${shipmentIdOf(trial.orderId)}/tracking-events`
  const body = { code: 'handed_over', at: new Date().toISOString() }
  await stand.api(scan, { token: stand.staff, body }).catch(() => undefined)
  await stand.processes.recovered('shipping', restarts)
  await stand.reach(trial, ['shipped'], 45_000)
  return await checkOrder(stand, trial)
}
