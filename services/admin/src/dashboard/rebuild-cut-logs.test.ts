import { silentLog } from '@comptoir/service/test/silent-log'
import { expect, it } from 'vitest'
import { createAdminApp } from '../../test/admin-app.ts'
import * as told from '../../test/shop-events.ts'
import { createDashboardSubscribers } from './follow-sales.ts'
import { createRebuilder } from './rebuild.ts'

const today = '2026-11-30T09:00:00.000Z'

/** A rebuild from a log of some orders, of which the first are gone when it is full. */
async function rebuiltFrom(logs: { readonly cutAt?: string }) {
  const { rebuilds, openItems, store, clock, ask, ...admin } = createAdminApp()
  const headers = { 'idempotency-key': 'key-of-rebuild-1' }
  const begun = await ask('POST /api/dashboard/rebuilds', { as: 'admin', headers })
  const events = Array.from({ length: 10 }, (_, n) =>
    told.confirmed({ orderId: `ord_${n}`, at: today }),
  )
  await createRebuilder({
    ...{ rebuilds, openItems, clock, log: silentLog(), clients: told.logsOf(events, logs) },
    subscribers: createDashboardSubscribers({ ...admin, openItems, clock }),
    ...{ signatures: store.signatures, keys: store.keys },
  })(new AbortController().signal)
  return (await ask(`GET /api/dashboard/rebuilds/${begun.body.rebuildId}`, { as: 'staff' })).body
}

it('a rebuild says from when on the logs that were full had something left', async () => {
  const begins = Date.parse('2026-11-29T07:00:00.000Z')
  expect(await rebuiltFrom({ cutAt: `${begins}-4` })).toMatchObject({
    status: 'done',
    cutLogs: [{ service: 'orders', before: '2026-11-29T07:00:00.000Z' }],
  })
  expect(await rebuiltFrom({})).not.toHaveProperty('cutLogs')
})
