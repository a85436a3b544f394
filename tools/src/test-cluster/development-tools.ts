import { setTimeout as sleep } from 'node:timers/promises'
import { readSecretKey } from '../cluster/install.ts'
import { type Cluster, clusterEnvironment, kubectl, script, succeed } from '../cluster/programs.ts'
import { checkout } from '../runner/plan/layout.ts'
import { demoPeople } from '../runner/plan/secrets.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { demoShopLoaded } from './demo-shop.ts'
import { leftBehind } from './left-behind.ts'
import { liveUpdate } from './live-update.ts'
import { reachShop } from './port-forward.ts'

const context = 'comptoir-cluster'
const progress = (text: string) => console.log(`  ${text}`)

/** `tilt ci` on the cluster of `tools/cluster`: an order, a changed source in a running pod, and `tilt down` leaves nothing. */
export async function runTilt(): Promise<void> {
  await inNamespace('comptoir-tilt', async (cluster, env) => {
    await script('build-tools', ['tilt'], progress)
    const tilt = (...args: string[]) => succeed('tilt', args, { cwd: checkout, env })
    await tilt('ci', '--web-mode=prod', '--port=0', '--timeout=15m')
    await order(cluster)
    await liveUpdate(cluster, 'carts')
    await tilt('down')
  })
}

/** `skaffold run` there, by the profile that needs no engine and no registry; `skaffold delete` leaves nothing. */
export async function runSkaffold(): Promise<void> {
  await inNamespace('comptoir-skaffold', async (cluster, env) => {
    await script('build-tools', ['skaffold'], progress)
    const options = [
      '--profile',
      'cluster',
      '--kube-context',
      context,
      '--namespace',
      cluster.namespace,
    ]
    const skaffold = (command: string, ...more: string[]) =>
      succeed('skaffold', [command, ...options, ...more], { cwd: checkout, env })
    await skaffold('run', '--tail=false', '--port-forward=off')
    await order(cluster)
    await skaffold('delete')
  })
}

/** Runs something in a namespace of its own, in which it must leave nothing. */
async function inNamespace(
  namespace: string,
  run: (cluster: Cluster, env: Record<string, string>) => Promise<void>,
): Promise<void> {
  const cluster: Cluster = { namespace }
  const env = {
    ...clusterEnvironment(cluster),
    COMPTOIR_NAMESPACE: namespace,
    DO_NOT_TRACK: '1',
    SKAFFOLD_UPDATE_CHECK: 'false',
    SKAFFOLD_INTERACTIVE: 'false',
  }
  try {
    await run(cluster, env)
    await nothingLeft(cluster)
  } finally {
    await kubectl(cluster, ['delete', 'namespace', namespace, '--ignore-not-found'])
  }
}

/** Buys something through the Ingress, as `npm run demo` does. */
async function order(cluster: Cluster): Promise<void> {
  await demoShopLoaded(cluster)
  const shop = await reachShop(cluster)
  try {
    const demo = ['tools/bootstrap.mjs', 'demo', '--url', shop.gatewayUrl]
    // staff print its label
    const STAFF_PASSWORD = await readSecretKey(cluster, 'staff-password')
    const env = { STAFF_EMAIL: demoPeople.staff, STAFF_PASSWORD }
    await succeed(process.execPath, demo, { cwd: checkout, env })
  } finally {
    shop.stop()
  }
}

async function nothingLeft(cluster: Cluster): Promise<void> {
  const deadline = performance.now() + 120_000
  for (;;) {
    const left = await leftBehind(cluster)
    if (left.length === 0) return
    if (performance.now() > deadline) throw new UserError(`still there: ${left.join(', ')}`)
    await sleep(1_000)
  }
}
