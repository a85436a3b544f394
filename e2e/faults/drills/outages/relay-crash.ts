import { shipmentIdOf } from '@comptoir/contracts/ids'
import { services } from '@comptoir/contracts/topology'
import { createApi, eventually } from '../../../src/api.ts'
import { checkOrder } from '../../kit/check.ts'
import { processing } from '../../kit/order-states.ts'
import { type TestPlatform, withRetries } from '../../kit/test-platform.ts'

/**
 * A crash between the write and the broker, and nobody who repeats the request, not even a sidecar: only the relay
 * knows of the event.
 */
export async function crashUnpublished(platform: TestPlatform): Promise<string[]> {
  const trial = await processing(platform)
  const shipment = `/api/shipments/${shipmentIdOf(trial.orderId)}`
  const asking = { token: await platform.staff() }
  // a label that is still to be made would touch the shipment again, and send what was left
  await eventually(
    'the label to be made',
    async () => (await withRetries(() => platform.api(`GET ${shipment}`, asking))).body['status'],
    (status) => status === 'label_created',
  )
  const restarts = platform.processes.restarts('shipping')
  const point = 'publish:comptoir.shipping.tracking-updated.v1'
  await platform.faults.plan('shipping', { point, mode: 'crash_before' })
  const body = { code: 'handed_over', at: new Date().toISOString() }
  const direct = createApi(
    `http://127.0.0.1:${services.shipping.port + platform.address.portOffset}`,
  )
  await direct(`POST ${shipment}/tracking-events`, { ...asking, body }).catch(() => undefined)
  await platform.processes.recovered('shipping', restarts)
  await platform.reach(trial, ['shipped'], 45_000)
  return await checkOrder(platform, trial)
}
