import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, clusterEnvironment, kubectl, kubectlArguments } from '../cluster/programs.ts'
import { startIngressController } from './ingress.ts'

/** The shop of a cluster at addresses of this machine. */
export type Forwarded = {
  readonly gatewayUrl: string
  readonly ledgerUrl: string
  stop(): void
}

/**
 * Makes the gateway and the payment simulator reachable. The shop on the cluster of `tools/cluster` is reached through
 * its Ingress, the simulator by the address of its Service; for another cluster, kubectl forwards ports, again and
 * again: a forward ends with the pod that it leads to.
 */
export async function reachShop(cluster: Cluster): Promise<Forwarded> {
  const [gateway, ledger] =
    cluster.context === undefined
      ? [await startIngressController(), await serviceAddress(cluster, 'payment-simulator', 9100)]
      : await Promise.all([
          forward(cluster, 'gateway', 8080),
          forward(cluster, 'payment-simulator', 9100),
        ])
  return {
    gatewayUrl: gateway.url,
    ledgerUrl: ledger.url,
    stop: () => {
      gateway.stop()
      ledger.stop()
    },
  }
}

async function serviceAddress(cluster: Cluster, service: string, port: number) {
  const path = 'jsonpath={.spec.clusterIP}'
  const address = await kubectl(cluster, ['get', 'service', service, '-o', path])
  return { url: `http://${address.trim()}:${port}`, stop: () => {} }
}

async function forward(cluster: Cluster, service: string, port: number) {
  const local = 20_000 + port
  const args = kubectlArguments(cluster, ['port-forward', `service/${service}`, `${local}:${port}`])
  const env = { ...process.env, ...clusterEnvironment(cluster) }
  let isRunning = true
  let child: ChildProcess
  function start(): void {
    if (!isRunning) return
    child = spawn('kubectl', args, { stdio: 'ignore', env })
    child.on('exit', () => setTimeout(start, 300))
  }
  start()
  await sleep(2_000)
  return {
    url: `http://127.0.0.1:${local}`,
    stop() {
      isRunning = false
      child.kill()
    },
  }
}
