import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, kubectl } from '../cluster/programs.ts'

const kinds = [
  ...['deployments', 'statefulsets', 'services', 'pods', 'jobs', 'cronjobs', 'configmaps'],
  ...['secrets', 'persistentvolumeclaims', 'serviceaccounts', 'networkpolicies', 'ingresses'],
  ...['horizontalpodautoscalers', 'poddisruptionbudgets', 'components.dapr.io'],
  ...['configurations.dapr.io', 'subscriptions.dapr.io', 'resiliencies.dapr.io'],
  ...['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
]

/** What is in the namespace, and what it has in the whole cluster, as `kind/name`; nothing when there is no namespace. */
export async function leftBehind(cluster: Cluster): Promise<string[]> {
  const args = ['get', kinds.join(), '-o', 'name', '--ignore-not-found']
  const found = await kubectl(cluster, args)
  const isAnothers = (name: string) =>
    name.startsWith('validatingadmissionpolic') && !name.endsWith(`-${cluster.namespace}`)
  return found
    .split('\n')
    .filter((name) => name.includes('/') && !isKubernetes(name) && !isAnothers(name))
}

/** Longer than `terminationGracePeriodSeconds`: helm does not wait for pods that finish what they have. */
const graceMs = 60_000

/** What is there when the pods of a release that was uninstalled have ended. */
export async function leftWhenEnded(cluster: Cluster): Promise<string[]> {
  for (const deadline = Date.now() + graceMs; ; await sleep(1_000)) {
    const left = await leftBehind(cluster)
    if (Date.now() > deadline || !left.some((name) => name.startsWith('pod/'))) return left
  }
}

/** What Kubernetes makes in each namespace by itself. */
const isKubernetes = (name: string) =>
  name === 'configmap/kube-root-ca.crt' ||
  name === 'serviceaccount/default' ||
  name.startsWith('Warning')
