import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { NeedsThisMachine, restartPlatform } from '../../src/platform.ts'
import { checkAll } from '../kit/check.ts'
import { approve, challenged } from '../kit/order-states.ts'
import { settings } from '../kit/settings.ts'
import {
  createTestPlatform,
  type TestPlatform,
  type Trial,
  withRetries,
} from '../kit/test-platform.ts'

type Outcome = { readonly broke: string[]; readonly note: string }
type Timeline = {
  readonly sagas?: { instanceId: string; steps: { kind: string; name: string }[] }[]
}
type Meant = { readonly saga: string; readonly status?: string | undefined }

/** What becomes of the orders that are in flight: paid, cancelled, or left alone until their deadline. */
const ends = ['processing', 'processing', 'cancelled', 'cancelled', 'expired', 'expired']
const newOrders = 4
const [current, next] = ['order-saga.v3', 'order-saga.next']
const nextSaga = new URL('../../../services/orders/test/next-saga.ts', import.meta.url)

/**
 * The shop is stopped and started with a next version of the order saga while orders wait for their payment: they end
 * as they began, and new orders run as the next version. Then the shop is started as it was.
 */
export async function upgrade({ address }: TestPlatform): Promise<Outcome> {
  if (address.isElsewhere) throw new NeedsThisMachine('it starts the shop anew')
  const before = createTestPlatform(address)
  const olds = await mapInParallel(ends, () => challenged(before), ends.length)
  await restartPlatform(address, { ...settings, NODE_OPTIONS: `--import=${nextSaga}` })
  const platform = createTestPlatform(address)
  const news = await mapInParallel(Array.from({ length: newOrders }), () => platform.trial())
  await Promise.all(olds.slice(0, 2).map(approve))
  await Promise.all(olds.slice(2, 4).map((trial) => platform.cancel(trial)))
  const wrong = await Promise.all([
    ...olds.map((trial, n) => verdict(platform, trial, { saga: current, status: ends[n] })),
    ...news.map((trial) => verdict(platform, trial, { saga: next })),
  ])
  const broke = [...wrong.flat(), ...(await checkAll(platform))]
  await restartPlatform(address, settings)
  return { broke, note: `${olds.length} ended as ${current}, ${news.length} as ${next}` }
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
