import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, clusterEnvironment, kubectlArguments } from '../cluster/programs.ts'
import { startIngressController } from './ingress.ts'

/** The shop of a cluster at addresses of this machine. */
export type Forwarded = {
  readonly gatewayUrl: string
  readonly ledgerUrl: string
  stop(): void
}

const simulatorPort = 9100
const paypalPort = 9102
const localPort = (port: number) => 20_000 + port
const localUrl = (port: number) => `http://127.0.0.1:${localPort(port)}`

/** Values of the chart: buyers find the simulators' pages, for 3-D Secure and PayPal, where `reachShop` puts them. */
export const reachable = [
  ...['--set', `payments.simulatorUrl=${localUrl(simulatorPort)}`],
  ...['--set', `payments.paypalSimulatorUrl=${localUrl(paypalPort)}`],
]

/**
 * Makes the gateway and the simulators of payments reachable: kubectl forwards their ports, again and again, since a forward
 * ends with the pod that it leads to. The shop on the cluster of `tools/cluster` is reached through its Ingress.
 */
export async function reachShop(cluster: Cluster): Promise<Forwarded> {
  const [gateway, ...simulators] = await Promise.all([
    cluster.context === undefined ? startIngressController() : forward(cluster, 'gateway', 8080),
    forward(cluster, 'payment-simulator', simulatorPort),
    forward(cluster, 'paypal-simulator', paypalPort),
  ])
  return {
    gatewayUrl: gateway.url,
    ledgerUrl: simulators.map(({ url }) => url).join(','),
    stop: () => {
      for (const one of [gateway, ...simulators]) one.stop()
    },
  }
}

async function forward(cluster: Cluster, service: string, port: number) {
  const local = localPort(port)
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
