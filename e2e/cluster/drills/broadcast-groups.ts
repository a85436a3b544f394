import { ProductUpdated } from '@comptoir/contracts/catalog/events'
import { kubectl } from '@comptoir/tools/cluster/programs'
import { pause, type TestPlatform } from '../../faults/kit/test-platform.ts'
import { eventually } from '../../src/api.ts'
import { changingProduct } from '../kit/changing-product.ts'
import { allReady, cluster, deletePod, stayingPods } from '../kit/pods.ts'

/**
 * Each start of a sidecar makes a group of its own on a broadcast topic; those of sidecars that are gone are deleted. Changed products are
 * heard by the replicas of the catalogue and of the storefront.
 */
export async function sweepGroups(platform: TestPlatform) {
  await allReady()
  for (let n = 0; n < 2; n++) {
    for (const { name } of await stayingPods('catalog')) await deletePod(name)
    await pause(1_000)
    await allReady()
  }
  const most = (await groupNames()).length
  const change = await changingProduct(platform)
  // all replicas were replaced at once, twice; the gateway may remember what it read before
  const failure = () => change('reached').then(() => undefined, String)
  await eventually('catalog to be reached', failure, (text) => text === undefined, 10_000)
  const hearing = await Promise.all(['catalog', 'storefront'].map((name) => stayingPods(name)))
  const replicas = hearing.flat().length
  let changed = 0
  // an event that a group does not read tells that its sidecar is gone
  async function groupsAfterChange() {
    await change(`change ${changed++}`)
    await pause(1_000)
    return (await groupNames()).length
  }
  const isSwept = (count: number) => count <= replicas
  const left = await eventually('old groups to go', groupsAfterChange, isSwept, 60_000)
  return {
    broke: [
      ...(most > replicas ? [] : ['no group was left behind: nothing was shown']),
      ...(left === replicas ? [] : [`${left} groups for ${replicas} replicas`]),
    ],
    note: `${most} groups after two replacements of ${replicas} pods, ${left} in the end`,
  }
}

/** The groups of single lives of sidecars. */
async function groupNames(): Promise<string[]> {
  const redis = ['exec', 'redis-0', '-c', 'redis', '--', 'redis-cli', '--json']
  const said = await kubectl(cluster, [...redis, 'XINFO', 'GROUPS', ProductUpdated.type])
  const groups = JSON.parse(said) as { name: string }[]
  return groups.map(({ name }) => name).filter((name) => /^[0-9a-f]{8}-/.test(name))
}
