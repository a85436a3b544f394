import { orderSagaNames } from '../../../services/orders/src/saga/contract.ts'
import { restartPlatform } from '../../src/platform.ts'
import { forEach } from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import { settings } from '../kit/settings.ts'
import { createStand, type Stand, stubborn, type Trial } from '../kit/stand.ts'
import { approve, challenged } from '../races/payment-races.ts'

type Outcome = { readonly broke: string[]; readonly note: string }
type Story = { readonly sagas?: { instanceId: string; steps: { kind: string; name: string }[] }[] }
type Meant = { readonly saga: string; readonly status?: string | undefined }

/** What becomes of the orders that are in flight: paid, cancelled, or left alone until their deadline. */
const ends = ['processing', 'processing', 'cancelled', 'cancelled', 'expired', 'expired']
const newOrders = 4

/**
 * The shop is stopped and started with a newer saga while orders wait for their payment: they end as they began; what
 * is ordered from then on runs as the new version says.
 */
export async function upgrade({ platform }: Stand): Promise<Outcome> {
  await restartPlatform(platform, { ...settings, SAGA_VERSION: 'v1' })
  const before = await createStand(platform)
  const olds = await forEach(ends, () => challenged(before), ends.length)
  await restartPlatform(platform, { ...settings, SAGA_VERSION: 'v2' })
  const stand = await createStand(platform)
  const news = await forEach(Array.from({ length: newOrders }), () => stand.trial())
  await Promise.all(olds.slice(0, 2).map(approve))
  await Promise.all(olds.slice(2, 4).map((trial) => stand.cancel(trial)))
  const wrong = await Promise.all([
    ...olds.map((trial, n) => verdict(stand, trial, { saga: orderSagaNames.v1, status: ends[n] })),
    ...news.map((trial) => verdict(stand, trial, { saga: orderSagaNames.v2 })),
  ])
  const note = `${olds.length} ended as ${orderSagaNames.v1}, ${news.length} as ${orderSagaNames.v2}`
  return { broke: [...wrong.flat(), ...(await checkAll(stand))], note }
}

async function verdict(stand: Stand, trial: Trial, meant: Meant): Promise<string[]> {
  const { saga, status = 'processing' } = meant
  await stand.reach(trial, [status], 150_000)
  const ran = await sagaOf(stand, trial)
  return ran === saga ? [] : [`${trial.orderId} ran as ${ran}, not as ${saga}`]
}

/** The name that the engine stores the order's saga with. */
async function sagaOf({ api, staff }: Stand, { orderId }: Trial): Promise<string> {
  return await stubborn(async () => {
    const since = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString())
    const operation = `GET /api/operations/orders/${orderId}/story?since=${since}`
    const { status, body } = await api<Story>(operation, { token: await staff() })
    const saga = body.sagas?.find(({ instanceId }) => instanceId === orderId)
    const start = saga?.steps.find(({ kind }) => kind === 'start')
    if (!start) throw new Error(`story of ${orderId}: ${status}`)
    return start.name
  })
}
