import { spawnSync } from 'node:child_process'
import { appIds } from '@comptoir/contracts/topology'
import {
  type Cluster,
  clusterEnvironment,
  kubectl,
  kubectlArguments,
} from '@comptoir/tools/cluster/programs'
import type { Processes } from '../../faults/kit/test-platform.ts'
import { eventually } from '../../src/api.ts'

/** The cluster that the tests are told of. */
export const cluster: Cluster = {
  namespace: process.env['COMPTOIR_NAMESPACE'] ?? 'comptoir',
  ...(process.env['COMPTOIR_CONTEXT'] && { context: process.env['COMPTOIR_CONTEXT'] }),
}

export type Pod = { readonly name: string; readonly isReady: boolean; readonly isLeaving: boolean }
type PodItem = {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string }
  readonly status: { readonly conditions?: readonly { type: string; status: string }[] }
}

/** The pods of one of our programs. */
export async function podsOf(name: string, inCluster: Cluster = cluster): Promise<Pod[]> {
  const selector = `app.kubernetes.io/name=${name}`
  return parsePods(await kubectl(inCluster, ['get', 'pods', '-l', selector, '-o', 'json']))
}

/** Those of them that are not being deleted. */
export const stayingPods = async (name: string): Promise<Pod[]> =>
  (await podsOf(name)).filter(({ isLeaving }) => !isLeaving)

function parsePods(text: string): Pod[] {
  const { items } = JSON.parse(text) as { items: PodItem[] }
  return items.map(({ metadata, status }) => ({
    name: metadata.name,
    isReady:
      status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false,
    isLeaving: metadata.deletionTimestamp !== undefined,
  }))
}

/** What the gateway logged in the last minutes of requests that it could not deliver. */
export async function whyUnavailable(): Promise<string[]> {
  const logs = ['logs', '-l', 'app.kubernetes.io/name=gateway', '-c', 'gateway', '--since=2m']
  const lines = (await kubectl(cluster, [...logs, '--tail=-1'])).split('\n')
  return lines.filter((line) => line.includes('dependency_unavailable'))
}

/** Deletes a pod as Kubernetes does when it moves it: SIGTERM, then what it takes. Does not wait. */
export const deletePod = (name: string) => kubectl(cluster, ['delete', 'pod', name, '--wait=false'])

type Workload = {
  readonly metadata: { readonly name: string; readonly generation: number }
  readonly spec: { readonly replicas: number }
  readonly status: {
    readonly readyReplicas?: number
    readonly updatedReplicas?: number
    readonly replicas?: number
    readonly observedGeneration?: number
  }
}

/** Names of Deployments and StatefulSets of ours whose pods are not all new and ready. */
export async function unreadyWorkloads(): Promise<string[]> {
  const selector = 'app.kubernetes.io/part-of=comptoir'
  const args = ['get', 'deployments,statefulsets', '-l', selector, '-o', 'json'] as const
  const { items } = JSON.parse(await kubectl(cluster, [...args])) as { items: Workload[] }
  return items.filter((one) => !isReady(one)).map(({ metadata }) => metadata.name)
}

function isReady({ metadata, spec, status }: Workload): boolean {
  const counts = [status.readyReplicas, status.updatedReplicas, status.replicas]
  const isSeen = status.observedGeneration === metadata.generation
  return isSeen && counts.every((count = 0) => count === spec.replicas)
}

export const allReady = () =>
  eventually('every workload to be ready', unreadyWorkloads, (left) => left.length === 0, 300_000)

/** Pods in place of the runner's processes: to kill one is to delete its pod. */
export function podsAsProcesses(): Processes {
  const deleted = new Map<string, string>()
  const notHere = () => {
    throw new Error('a pod cannot be frozen from here')
  }
  return {
    restarts: () => 0,
    kill(name) {
      const pod = firstPod(name)
      deleted.set(name, pod)
      runNow('delete', 'pod', pod, '--wait=false')
    },
    killIfUp: notHere,
    freeze: notHere,
    async recovered(name) {
      const gone = async () => (await podsOf(name)).some((pod) => pod.name === deleted.get(name))
      const isStateful = name === 'redis'
      if (!isStateful) await eventually(`${name} to go`, gone, (isThere) => !isThere, 120_000)
      await allReady()
      return []
    },
    allReady,
  }
}

function firstPod(name: string): string {
  const selector = `app.kubernetes.io/name=${name}`
  const pod = runNow('get', 'pods', '-l', selector, '-o', 'jsonpath={.items[0].metadata.name}')
  if (!pod) throw new Error(`there is no pod of ${name}`)
  return pod
}

/** At once, in the middle of something: no time passes between the moment and the blow. */
function runNow(...args: string[]): string {
  const env = { ...process.env, ...clusterEnvironment(cluster) }
  const options = { env, encoding: 'utf8' } as const
  const { stdout, stderr, status } = spawnSync('kubectl', kubectlArguments(cluster, args), options)
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

/** Runs so many pods of every service. */
export async function scaleTo(replicas: number): Promise<void> {
  await kubectl(cluster, ['scale', 'deployment', ...appIds, `--replicas=${replicas}`])
  await allReady()
}
