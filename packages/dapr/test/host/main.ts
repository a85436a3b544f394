import { setTimeout as sleep } from 'node:timers/promises'
import { PersonalDataRequested, UserDeleted } from '@comptoir/contracts/accounts/events'
import { OrderAttached, OrderConfirmed } from '@comptoir/contracts/orders/events'
import { ShippingTariffsChanged } from '@comptoir/contracts/shipping/events'
import { createServiceApp } from '@comptoir/service/app'
import { baseConfig, readConfig } from '@comptoir/service/config'
import { on } from '../../src/events/subscriptions.ts'
import { createHost } from '../../src/host/host.ts'
import { parcelsOf } from '../crash/parcels.ts'

/** The smallest service: one route that leaves an event behind. */
const config = readConfig(baseConfig)
const host = await createHost('shipping', config)
const parcels = parcelsOf(host.store)
const app = createServiceApp({
  ...host,
  appId: 'shipping',
  title: 'Parcels',
  description: 'A service for tests',
})
app.post('/parcels/:id', async (c) => {
  const event = { type: 'comptoir.shipping.packed.v1', data: {} }
  const { created } = await parcels.create(c.req.param('id'), { city: 'Nice' }, [event])
  return c.json({ created }, 201)
})
// slow to stop: what is asked of the service meanwhile is seen by the test
const workers = [() => () => sleep(1_500)]
await host.run(app, {
  subscribers: [
    on(OrderConfirmed, async () => {}),
    on(OrderAttached, async () => {}),
    on(UserDeleted, async () => {}),
    on(PersonalDataRequested, async () => {}),
  ],
  broadcasts: [on(ShippingTariffsChanged, async () => {})],
  collections: [parcels],
  workers,
})
