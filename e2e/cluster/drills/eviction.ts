import { kubectl } from '@comptoir/tools/cluster/programs'
import { checkAll } from '../../faults/kit/check.ts'
import type { TestPlatform } from '../../faults/kit/test-platform.ts'
import { allReady, cluster, podsOf } from '../kit/pods.ts'

/** What `kubectl drain` asks for: of two pods of a service, the second may go only when the first was replaced. */
export async function evictTwo(platform: TestPlatform) {
  await allReady()
  const [first, second] = await podsOf('orders')
  if (!first || !second) return ['there are not two pods of orders']
  const broke: string[] = []
  const isFirstOut = await evict(first.name)
  if (!isFirstOut) broke.push('the first pod was not evicted')
  if (await evict(second.name)) broke.push('two pods of one service were evicted at once')
  await allReady()
  const trial = await platform.trial()
  await platform.reach(trial, ['processing'])
  return [...broke, ...(await checkAll(platform))]
}

async function evict(name: string): Promise<boolean> {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } }
  const path = `/api/v1/namespaces/${cluster.namespace}/pods/${name}/eviction`
  try {
    await kubectl(cluster, ['create', '--raw', path, '-f', '-'], JSON.stringify(eviction))
    return true
  } catch (error) {
    if (/disruption budget|TooManyRequests|429/i.test(String(error))) return false
    throw error
  }
}
