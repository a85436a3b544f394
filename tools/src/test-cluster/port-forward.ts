import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, clusterEnvironment, kubectl } from '../cluster/programs.ts'

/** The shop of a cluster at addresses of this machine. */
export type Forwarded = {
  readonly gatewayUrl: string
  readonly ledgerUrl: string
  stop(): void
}

/**
 * Makes the gateway and the payment simulator reachable. The cluster of `tools/cluster` has routes to its Services; for
 * another, kubectl forwards ports, again and again: a forward ends with the pod that it leads to.
 */
export async function forwardPorts(cluster: Cluster): Promise<Forwarded> {
  const addresses = await Promise.all([
    addressOf(cluster, 'gateway', 8080),
    addressOf(cluster, 'payment-simulator', 9100),
  ])
  const [gateway, ledger] = addresses
  return {
    gatewayUrl: gateway.url,
    ledgerUrl: ledger.url,
    stop: () => {
      for (const address of addresses) address.stop()
    },
  }
}

async function addressOf(cluster: Cluster, service: string, port: number) {
  if (cluster.context === undefined) {
    const path = 'jsonpath={.spec.clusterIP}'
    const address = await kubectl(cluster, ['get', 'service', service, '-o', path])
    return { url: `http://${address.trim()}:${port}`, stop: () => {} }
  }
  return await forward(cluster, service, port)
}

async function forward({ context = '', namespace }: Cluster, service: string, port: number) {
  const local = 20_000 + port
  let isRunning = true
  const args = [
    '--context',
    context,
    '--namespace',
    namespace,
    'port-forward',
    `service/${service}`,
  ]
  let child = spawn('kubectl', [...args, `${local}:${port}`], { stdio: 'ignore' })
  const again = async () => {
    if (!isRunning) return
    await sleep(300)
    child = spawn('kubectl', [...args, `${local}:${port}`], {
      stdio: 'ignore',
      env: { ...process.env, ...clusterEnvironment({ context }) },
    })
    child.on('exit', () => void again())
  }
  child.on('exit', () => void again())
  await sleep(2_000)
  return {
    url: `http://127.0.0.1:${local}`,
    stop() {
      isRunning = false
      child.kill()
    },
  }
}
