import { setTimeout as sleep } from 'node:timers/promises'
import { silentLog } from '@comptoir/service/test/silent-log'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import protocol from '@dapr/dapr/workflow/internal/durabletask/proto/orchestrator_service_pb.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSidecar, type Sidecar } from '../src/sidecar/sidecar.ts'
import { createWorkflowEngine } from '../src/workflow/engine.ts'
import { type GrpcAddress, openWorkflowStub } from '../src/workflow/history.ts'
import { step, type Workflow } from '../src/workflow/workflow.ts'
import { restartWhenGone } from './restart-when-gone.ts'

// A worker that dies while the sidecar has work for it that it did not take: daprd then lets no other worker in
// (dapr/dapr#10408). Without the rescue, no instance of this test would ever end.
type Order = { orderId: string; ballast: string }

const instances = 40
/** Fills the stream's window of 64 kB after a few. */
const ballast = 'x'.repeat(20_000)
/** Ample: on a quiet machine the first turns are offered some tens of milliseconds after their starts. */
const offeredWithinMs = 3_000
const ids = Array.from({ length: instances }, (_, n) => `order-${n}`)

const activities = { note: async ({ orderId }: Order) => ({ orderId }) }
const noting: Workflow<Order, { orderId: string }> = async function* (ctx, input) {
  return yield* step<{ orderId: string }>(ctx, 'note', input)
}

let sandbox: Sandbox
let sidecar: Sidecar
let grpc: GrpcAddress

beforeAll(async () => {
  sandbox = await startSandbox({ apps: [{ appId: 'orders' }], workflows: true })
  const { httpPort, grpcPort, apiToken } = sandbox.sidecar('orders')
  grpc = { daprGrpcPort: grpcPort, daprApiToken: apiToken }
  sidecar = createSidecar({ httpPort, apiToken })
})

afterAll(async () => {
  sidecar.close()
  await sandbox.stop()
})

const workers = async () => (await sidecar.metadata()).workflows?.connectedWorkers ?? 0

function connectDeafWorker(): { die(): void } {
  const stub = openWorkflowStub(grpc)
  const stream = stub.getWorkItems(new protocol.GetWorkItemsRequest())
  stream.on('error', () => {})
  stream.pause()
  return {
    die() {
      stream.cancel()
      stub.close()
    },
  }
}

it('goes on after a worker died with work waiting for it', async () => {
  const workflows = { noting }
  const options = { sidecar, ...grpc, workflows, activities, log: silentLog() }
  const engine = createWorkflowEngine(options)
  const deaf = connectDeafWorker()
  await expect.poll(workers, { timeout: 20_000 }).toBe(1)
  const starting = ids.map((id) => engine.start('noting', id, { orderId: id, ballast }))
  await Promise.allSettled(starting)
  // a start is answered before its first turn is offered: only what waits to be taken makes the sidecar hang
  await sleep(offeredWithinMs)
  deaf.die()
  await expect.poll(workers).toBe(0)
  const over = new AbortController()
  const restarting = restartWhenGone(sidecar, () => sandbox.startSidecar('orders'), over.signal)
  const stop = engine.run()
  await expect.poll(() => engine.connected(), { timeout: 60_000 }).toBe(true)
  const states = async () => {
    const found = await Promise.all(ids.map((id) => engine.state(id).catch(() => undefined)))
    return found.filter((state) => state?.status === 'completed').length
  }
  await expect.poll(states, { timeout: 60_000, interval: 500 }).toBe(instances)
  over.abort()
  expect(await restarting).toBe(1)
  await stop()
})
