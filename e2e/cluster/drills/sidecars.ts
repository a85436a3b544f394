import { kubectl } from '@comptoir/tools/cluster/programs'
import { checkAll } from '../../faults/kit/check.ts'
import { pause, type TestPlatform } from '../../faults/kit/test-platform.ts'
import { eventually } from '../../src/api.ts'
import { allReady, cluster, deletePod, type Pod, podsOf, whyUnavailable } from '../kit/pods.ts'
import { startLoad } from './steady-requests.ts'

const dapr = { ...cluster, namespace: process.env['DAPR_NAMESPACE'] ?? 'dapr-system' }
const subscription = 'shipping-on-orders-order-confirmed'

/** A sidecar that starts before one of its subscriptions is there is started again once it is. */
export async function lateSubscription(platform: TestPlatform) {
  await allReady()
  const kept = await kubectl(cluster, ['get', 'subscription', subscription, '-o', 'json'])
  const { metadata, ...resource } = JSON.parse(kept)
  const { name, namespace, labels, annotations } = metadata
  await kubectl(cluster, ['delete', 'subscription', subscription])
  const [old] = await podsOf('shipping')
  if (old) await deletePod(old.name)
  const isNew = (pods: { name: string }[]) => pods.some((pod) => pod.name !== old?.name)
  await eventually('a new pod of shipping', () => podsOf('shipping'), isNew, 60_000)
  await pause(10_000)
  const broke: string[] = []
  const early = (await podsOf('shipping')).filter((pod) => pod.name !== old?.name)
  if (early.some(({ isReady }) => isReady)) broke.push('shipping is ready without its subscription')
  const again = { ...resource, metadata: { name, namespace, labels, annotations } }
  await kubectl(cluster, ['apply', '-f', '-'], JSON.stringify(again))
  const startedAt = performance.now()
  await allReady()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const trial = await platform.trial()
  await platform.reach(trial, ['processing'])
  return {
    broke: [...broke, ...(await checkAll(platform))],
    note: `ready ${seconds} s after it came`,
  }
}

const reachedWithinMs = 3_000

/** When the only pod of a service was replaced, its callers reach the new one as soon as it is ready. */
export async function replacedOnlyPod(platform: TestPlatform) {
  await allReady()
  const { shopper } = await platform.trial()
  const ask = () => platform.api('GET /api/orders', { token: shopper.token })
  const [old] = await podsOf('orders')
  if (old) await deletePod(old.name)
  // calls go on while it is away: what holds connections or addresses holds the old ones
  const load = startLoad(platform.api, [{ operation: 'GET /api/orders', token: shopper.token }], 5)
  const newIsReady = (pods: Pod[]) =>
    pods.some(({ name, isReady }) => isReady && name !== old?.name)
  await eventually('a new pod of orders to be ready', () => podsOf('orders'), newIsReady, 120_000)
  const readyAt = performance.now()
  await eventually('an answer', ask, ({ status }) => status === 200, 60_000)
  const reachedAt = performance.now()
  const { stalledBetween } = await load.stop()
  const reachedMs = Math.round(reachedAt - readyAt - stalledBetween(readyAt, reachedAt))
  await allReady()
  return {
    broke: reachedMs <= reachedWithinMs ? [] : [`reached ${reachedMs} ms after it was ready`],
    note: `reached ${reachedMs} ms after it was ready`,
  }
}

/** No caller fails when one of two pods of a service is replaced. */
export async function replacedPod(platform: TestPlatform) {
  await kubectl(cluster, ['scale', 'deployment', 'orders', '--replicas=2'])
  await allReady()
  const { shopper } = await platform.trial()
  const request = { operation: 'GET /api/orders', token: shopper.token }
  const load = startLoad(platform.api, [request], 20)
  await pause(2_000)
  const [pod] = await podsOf('orders')
  if (pod) await deletePod(pod.name)
  await allReady()
  await pause(5_000)
  const { failures, failedAfterMs, longestGapMs, requests } = await load.stop()
  const why = failedAfterMs.length > 0 ? await whyUnavailable() : []
  await kubectl(cluster, ['scale', 'deployment', 'orders', '--replicas=1'])
  await allReady()
  const gap = Math.round(longestGapMs)
  const broke = [
    ...Object.entries(failures).map(([what, count]) => `${what}: ${count} times`),
    ...(failedAfterMs.length > 0 ? [`after ${failedAfterMs.join(', ')} ms`, ...why] : []),
    ...(gap > 3_000 ? [`no answer for ${gap} ms`] : []),
  ]
  return { broke, note: `${requests} requests, longest gap ${gap} ms` }
}

/** While Dapr's injector is away no pod is made without a sidecar; the pods come once it is back. */
export async function withoutInjector(platform: TestPlatform) {
  await allReady()
  const injector = 'deployment/dapr-sidecar-injector'
  await kubectl(dapr, ['scale', injector, '--replicas=0'])
  const pods = () => kubectl(dapr, ['get', 'pods', '-l', 'app=dapr-sidecar-injector', '-o', 'name'])
  await eventually('the injector to go', pods, (left) => left.trim() === '', 60_000)
  const [old] = await podsOf('billing')
  if (old) await deletePod(old.name)
  await pause(8_000)
  const made = (await podsOf('billing')).filter((pod) => pod.name !== old?.name)
  await kubectl(dapr, ['scale', injector, '--replicas=1'])
  await kubectl(dapr, ['rollout', 'status', injector, '--timeout=120s'])
  await allReady()
  const trial = await platform.trial()
  await platform.reach(trial, ['processing'])
  const broke = made.map(({ name }) => `${name} was made without a sidecar`)
  return {
    broke: [...broke, ...(await checkAll(platform))],
    note: 'made once the injector was back',
  }
}
