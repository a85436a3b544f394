import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { NeedsThisMachine, restartPlatform } from '../../../src/platform.ts'
import { checkAll } from '../../kit/check.ts'
import type { Outcome } from '../../kit/drill.ts'
import { approve, challenged } from '../../kit/order-states.ts'
import { promotedTrial } from '../../kit/promoted-trial.ts'
import { settings } from '../../kit/settings.ts'
import {
  createTestPlatform,
  type TestPlatform,
  type Trial,
  withRetries,
} from '../../kit/test-platform.ts'

type Timeline = {
  readonly sagas?: { instanceId: string; steps: { kind: string; name: string }[] }[]
}
type Meant = { readonly saga: string; readonly status?: string | undefined }

/** What becomes of the orders that are in flight: paid, cancelled, or left alone until their deadline. */
const ends = ['processing', 'processing', 'cancelled', 'cancelled', 'expired', 'expired']
const newOrders = 4

/** The code that a shop is started with: as it is, or with another newest saga. */
type Version = { readonly saga: string; readonly preload?: URL }
export const previous: Version = {
  saga: 'order-saga.v2',
  preload: new URL('../../../../services/orders/test/sagas/previous-saga.ts', import.meta.url),
}
export const current: Version = { saga: 'order-saga.v3' }
export const next: Version = {
  saga: 'order-saga.next',
  preload: new URL('../../../../services/orders/test/sagas/next-saga.ts', import.meta.url),
}

const settingsOf = ({ preload }: Version) =>
  preload ? { ...settings, NODE_OPTIONS: `--import=${preload}` } : settings

/**
 * The shop is stopped and started with another version of the order saga while orders wait for their payment: they end
 * as they began, and new orders run as the new version. Then the shop is started as it was.
 */
export async function upgrade(
  { address }: TestPlatform,
  from: Version,
  to: Version,
): Promise<Outcome> {
  if (address.isElsewhere) throw new NeedsThisMachine('it starts the shop anew')
  if (from.preload) await restartPlatform(address, settingsOf(from))
  const before = createTestPlatform(address)
  const olds = await mapInParallel(ends, () => challenged(before), ends.length)
  await restartPlatform(address, settingsOf(to))
  const platform = createTestPlatform(address)
  const plain = await mapInParallel(Array.from({ length: newOrders }), () => platform.trial())
  const news = [...plain, await promotedTrial(platform)]
  await Promise.all(olds.slice(0, 2).map(approve))
  await Promise.all(olds.slice(2, 4).map((trial) => platform.cancel(trial)))
  const wrong = await Promise.all([
    ...olds.map((trial, n) => verdict(platform, trial, { saga: from.saga, status: ends[n] })),
    ...news.map((trial) => verdict(platform, trial, { saga: to.saga })),
  ])
  const broke = [...wrong.flat(), ...(await checkAll(platform))]
  if (to.preload) await restartPlatform(address, settings)
  return { broke, note: `${olds.length} ended as ${from.saga}, ${news.length} as ${to.saga}` }
}

async function verdict(platform: TestPlatform, trial: Trial, meant: Meant): Promise<string[]> {
  const { saga, status = 'processing' } = meant
  await platform.reach(trial, [status], 150_000)
  const ran = await sagaOf(platform, trial)
  return ran === saga ? [] : [`${trial.orderId} ran as ${ran}, not as ${saga}`]
}
/** The name that the engine stores the order's saga with. */
async function sagaOf({ api, staff }: TestPlatform, { orderId }: Trial): Promise<string> {
  return await withRetries(async () => {
    const since = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString())
    const operation = `GET /api/operations/orders/${orderId}/timeline?since=${since}`
    const { status, body } = await api<Timeline>(operation, { token: await staff() })
    const saga = body.sagas?.find(({ instanceId }) => instanceId === orderId)
    const start = saga?.steps.find(({ kind }) => kind === 'start')
    if (!start) throw new Error(`timeline of ${orderId}: ${status}`)
    return start.name
  })
}
