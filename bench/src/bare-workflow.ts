import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createSidecar } from '@comptoir/dapr/sidecar/sidecar'
import { createWorkflowEngine } from '@comptoir/dapr/workflow/engine'
import { step, type Workflow } from '@comptoir/dapr/workflow/workflow'
import { createLogger } from '@comptoir/service/observability/log'
import { findDapr } from '@comptoir/tools/provision/dapr'
import { layoutOf } from '@comptoir/tools/runner/plan/layout'
import { portsAt } from '@comptoir/tools/runner/plan/ports'
import { redisSecret } from '@comptoir/tools/runner/plan/redis-url'
import { readRun } from '@comptoir/tools/runner/process/run-file'
import { freePorts } from '@comptoir/tools/sandbox/sandbox'
import { DaprWorkflowClient } from '@dapr/dapr'

const name = 'bare.v1'
const apiToken = randomBytes(24).toString('base64url')

const fiveActivities: Workflow<{ id: string }, { steps: number }> = async function* (ctx, input) {
  let steps = 0
  while (steps < 5) steps += (yield* step<{ one: number }>(ctx, 'nothing', input)).one
  return { steps }
}

export type BareWorkflow = Awaited<ReturnType<typeof startBareWorkflow>>

/** An empty five-activity workflow on a sidecar of its own, over the running platform's control plane and Redis. */
export async function startBareWorkflow(portOffset: number) {
  const [http = 0, grpc = 0, internal = 0, metrics = 0] = await freePorts(4)
  const daprd = await startSidecar(portOffset, { http, grpc, internal, metrics })
  const log = createLogger('bench', 'warn')
  const sidecar = createSidecar({ httpPort: http, apiToken })
  await sidecar.waitUntilReady(30_000)
  const engine = createWorkflowEngine({
    sidecar,
    daprGrpcPort: grpc,
    daprApiToken: apiToken,
    workflows: { [name]: fiveActivities },
    activities: { nothing: async () => ({ one: 1 }) },
    log,
  })
  const stopEngine = engine.run()
  const client = new DaprWorkflowClient({
    daprHost: '127.0.0.1',
    daprPort: String(grpc),
    daprApiToken: apiToken,
  })
  while (!engine.connected()) await new Promise((done) => setTimeout(done, 100))
  return {
    /** Runs one instance to its end and answers how long that took, in milliseconds. */
    async run(id: string): Promise<number> {
      const startedAt = performance.now()
      await client.scheduleNewWorkflow(name, { input: { id } }, id)
      await client.waitForWorkflowCompletion(id, false, 30)
      return performance.now() - startedAt
    },
    async stop() {
      await client.stop()
      await stopEngine()
      daprd.kill('SIGTERM')
    },
  }
}

type Ports = { http: number; grpc: number; internal: number; metrics: number }

async function startSidecar(portOffset: number, own: Ports): Promise<ChildProcess> {
  const { daprd } = await findDapr()
  const layout = layoutOf()
  const ports = portsAt(portOffset)
  const { redisUrl } = readRun(layout.runFile) ?? { redisUrl: 'redis://127.0.0.1' }
  const args = [
    ...['--app-id', 'bench', '--log-level', 'error', '--enable-metrics=false'],
    ...['--dapr-http-port', String(own.http), '--dapr-grpc-port', String(own.grpc)],
    ...['--dapr-internal-grpc-port', String(own.internal), '--metrics-port', String(own.metrics)],
    ...['--dapr-listen-addresses', '127.0.0.1', '--dapr-internal-grpc-listen-address', '127.0.0.1'],
    ...['--resources-path', layout.resources, '--config', layout.configuration],
    ...['--placement-host-address', `127.0.0.1:${ports.placement.api}`],
    ...['--scheduler-host-address', `127.0.0.1:${ports.scheduler.api}`],
  ]
  const env = {
    ...process.env,
    DAPR_HOST_IP: '127.0.0.1',
    DAPR_API_TOKEN: apiToken,
    ...redisSecret(redisUrl),
  }
  return spawn(daprd, args, { env, stdio: ['ignore', 'inherit', 'inherit'] })
}
