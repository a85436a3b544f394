import { kubectl } from '@comptoir/tools/cluster/programs'
import { pause, type TestPlatform } from '../../faults/kit/test-platform.ts'
import { changingProduct } from '../kit/changing-product.ts'
import { allReady, cluster, stayingPods } from '../kit/pods.ts'

const changes = 10
const freshWithinMs = 1_000

/** Every replica of catalog answers with a change within a second of its confirmation. */
export async function keepReplicasFresh(platform: TestPlatform) {
  await allReady()
  const change = await changingProduct(platform)
  const { productId } = await change('change 0')
  const pods = await stayingPods('catalog')
  const watching = pods.map(({ name }) => watchTitles(name, productId))
  // until every watcher runs
  await pause(3_000)
  const confirmedAt = new Map<string, number>()
  for (let n = 1; n <= changes; n++) {
    await change(`change ${n}`)
    confirmedAt.set(`change ${n}`, Date.now())
    await pause(500)
  }
  const seen = await Promise.all(watching)
  const delays = seen.flatMap((seenAt, n) =>
    [...confirmedAt].map(([title, at]) => ({
      what: `${pods[n]?.name} showed "${title}"`,
      ms: (seenAt.get(title) ?? Number.POSITIVE_INFINITY) - at,
    })),
  )
  const latestMs = Math.max(...delays.map(({ ms }) => ms))
  return {
    broke: delays
      .filter(({ ms }) => ms > freshWithinMs)
      .map(({ what, ms }) => `${what} after ${ms} ms`),
    note: `${changes} changes in ${pods.length} replicas, seen within ${latestMs} ms`,
  }
}

/** Asks one pod every 20 ms what the product is called; answers when it first saw each title. */
async function watchTitles(pod: string, productId: string): Promise<Map<string, number>> {
  const program = `
    const end = Date.now() + 30_000
    const seen = new Set()
    while (Date.now() < end && !seen.has('change ${changes}')) {
      const answer = await fetch('http://127.0.0.1:' + process.env.PORT + '/api/products/${productId}')
      const title = (await answer.json()).title?.en
      if (title && !seen.has(title)) console.log(JSON.stringify([title, Date.now()]))
      seen.add(title)
      await new Promise((done) => setTimeout(done, 20))
    }`
  const run = ['node', '--input-type=module', '-e', program]
  const said = await kubectl(cluster, ['exec', pod, '-c', 'catalog', '--', ...run])
  const lines = said.split('\n').filter(Boolean)
  return new Map(lines.map((line) => JSON.parse(line) as [string, number]))
}
