import { join } from 'node:path'
import type { Progress } from '../provision/commands.ts'
import { run } from '../provision/commands.ts'
import { checkout } from '../runner/plan/layout.ts'
import { loadImages, localRegistry } from './images.ts'
import { type Cluster, clusterEnvironment, helm, kubectl, script } from './programs.ts'

export const chart = join(checkout, 'charts', 'comptoir')

/** Starts the cluster of `tools/cluster` with Dapr on it, after building its programs where they are missing. */
export async function startCluster(progress: Progress): Promise<void> {
  await script('build', [], progress)
  await script('up', [], progress)
  if (await hasDapr({ namespace: 'dapr-system' })) return
  await script('dapr', [], progress)
}

/** Whether Dapr's control plane is installed. */
export async function hasDapr(cluster: Cluster): Promise<boolean> {
  const context = cluster.context === undefined ? [] : ['--context', cluster.context]
  const args = [...context, 'get', 'crd', 'components.dapr.io', '--ignore-not-found', '-o', 'name']
  const { output } = await run('kubectl', args, { env: clusterEnvironment(cluster) })
  return output.includes('components.dapr.io')
}

/** Installs or upgrades the chart with `values-kind.yaml` and waits until every pod is ready. */
export async function installChart(
  cluster: Cluster,
  values: readonly string[] = [],
  progress: Progress = () => {},
): Promise<void> {
  progress('helm upgrade --install comptoir')
  const files = ['--values', join(chart, 'values-kind.yaml')]
  const waiting = ['--create-namespace', '--wait', '--timeout', '8m']
  await helm(cluster, ['upgrade', '--install', 'comptoir', chart, ...files, ...waiting, ...values])
}

/** The values that make the chart use the images that `loadImages` made. */
export const localImages = (tag: string) => [
  ...['--set', `image.registry=${localRegistry}`, '--set-string', `image.tag=${tag}`],
  // one node: pods share a volume
  ...['--set', 'blobs.volume.singleNode=true'],
]

/** Loads images and installs the chart on the cluster of `tools/cluster`. */
export async function installLocally(cluster: Cluster, progress: Progress): Promise<string> {
  const tag = await loadImages(progress)
  await installChart(cluster, localImages(tag), progress)
  return tag
}

/** A value of the chart's Secret, as text. */
export async function readSecretKey(cluster: Cluster, key: string): Promise<string> {
  const path = `jsonpath={.data.${key}}`
  const encoded = await kubectl(cluster, ['get', 'secret', 'comptoir', '-o', path])
  return Buffer.from(encoded, 'base64').toString()
}
