import { setTimeout as sleep } from 'node:timers/promises'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { currentTrace, runWithTrace } from '@comptoir/service/observability/trace'
import { refuse } from '@comptoir/service/problems/refusal'
import { newTraceparent } from '@comptoir/service/test/new-traceparent'
import { silentLog } from '@comptoir/service/test/silent-log'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Stop } from '../src/host/background.ts'
import { createSidecar, type Sidecar } from '../src/sidecar/sidecar.ts'
import { createWorkflowEngine, type WorkflowEngine } from '../src/workflow/engine.ts'
import { step, type Workflow } from '../src/workflow/workflow.ts'

type Order = { orderId: string }
type Run = { times: number; traceId: string | undefined }

const calls = new Map<string, number>()
function count(id: string): number {
  const times = (calls.get(id) ?? 0) + 1
  calls.set(id, times)
  return times
}

const answers: (() => void)[] = []

const activities = {
  async flaky({ orderId }: Order): Promise<Run> {
    const times = count(`flaky ${orderId}`)
    if (times < 3) throw new Error('not yet')
    return { times, traceId: currentTrace()?.traceId }
  },
  async refused({ orderId }: Order): Promise<Run> {
    count(`refused ${orderId}`)
    throw refuse('transition_refused', 'never')
  },
  /** Its answer never comes. */
  lost({ orderId }: Order): Promise<Run> {
    count(`lost ${orderId}`)
    return new Promise(() => undefined)
  },
  /** Answers when it is told to. */
  held({ orderId }: Order): Promise<Run> {
    const { promise, resolve } = Promise.withResolvers<Run>()
    answers.push(() => resolve({ times: count(`held ${orderId}`), traceId: undefined }))
    return promise
  },
}

const held: Workflow<Order, Run> = async function* (ctx, input) {
  return yield* step<Run>(ctx, 'held', input)
}

const retried: Workflow<Order, Run> = async function* (ctx, input) {
  return yield* step<Run>(ctx, 'flaky', input)
}

const refused: Workflow<Order, { why: string }> = async function* (ctx, input) {
  try {
    yield* step(ctx, 'refused', input)
  } catch (error) {
    return { why: String(error) }
  }
  return { why: 'it was not refused' }
}

const stuck: Workflow<Order, Run> = async function* (ctx, input) {
  return yield* step<Run>(ctx, 'lost', input)
}

const waiting: Workflow<Order, { received: unknown }> = async function* (ctx, input) {
  const received = yield ctx.waitForExternalEvent('paid')
  yield* step(ctx, 'flaky', input)
  return { received }
}

const app = new Hono().get('/healthz', (c) => c.text('ok'))

let sandbox: Sandbox
let sidecar: Sidecar
let listener: Listener
let engine: WorkflowEngine
let stop: Stop

beforeAll(async () => {
  listener = await listen(app, { port: 0, host: '127.0.0.1' })
  const apps = [{ appId: 'orders', appPort: listener.port }]
  sandbox = await startSandbox({ apps, workflows: true })
  const { httpPort, grpcPort, apiToken } = sandbox.sidecar('orders')
  sidecar = createSidecar({ httpPort, apiToken })
  const workflows = { retried, refused, stuck, waiting, held }
  engine = createWorkflowEngine({
    ...{ sidecar, daprGrpcPort: grpcPort, daprApiToken: apiToken, workflows, activities },
    log: silentLog(),
  })
  stop = engine.run()
  await vi.waitFor(() => expect(engine.connected()).toBe(true), { timeout: 30_000 })
})

afterAll(async () => {
  await stop()
  await listener.close()
  await sandbox.stop()
})

async function outputOf(id: string): Promise<unknown> {
  const ended = async () => (await engine.state(id))?.status
  await expect.poll(ended, { timeout: 20_000, interval: 100 }).toBe('completed')
  return (await engine.state(id))?.output
}

describe('a workflow', () => {
  it('repeats a failing step by durable timers, in the trace that started it', async () => {
    const traceparent = newTraceparent()
    await runWithTrace(traceparent, () => engine.start('retried', 'o1', { orderId: 'o1' }))
    expect(await outputOf('o1')).toEqual({ times: 3, traceId: traceparent.split('-')[1] })
  })

  it('does not repeat a refusal', async () => {
    await engine.start('refused', 'o2', { orderId: 'o2' })
    expect(await outputOf('o2')).toMatchObject({ why: expect.stringContaining('never') })
    expect(calls.get('refused o2')).toBe(1)
  })

  it('starts once, receives an event, and says when there is no such instance', async () => {
    calls.set('flaky o4', 2)
    expect(await engine.raise('o4', 'paid', { by: 'card' })).toBe(false)
    await engine.start('waiting', 'o4', { orderId: 'o4' })
    await engine.start('waiting', 'o4', { orderId: 'o4' })
    expect(await engine.raise('o4', 'paid', { by: 'card' })).toBe(true)
    expect(await outputOf('o4')).toEqual({ received: { by: 'card' } })
    expect(await engine.state('nobody')).toBeUndefined()
  })

  it('is forgotten once it has ended, not before', async () => {
    calls.set('flaky o6', 2)
    await engine.start('waiting', 'o6', { orderId: 'o6' })
    expect(await engine.purge('o6')).toBe('running')
    await engine.raise('o6', 'paid', {})
    await outputOf('o6')
    expect(await engine.purge('o6')).toBe('purged')
    expect(await engine.state('o6')).toBeUndefined()
    expect(await engine.history('o6')).toEqual([])
    expect(await engine.purge('o6')).toBe('none')
  })

  it('is ended though the answer of a step was lost, and starts again', async () => {
    calls.set('flaky o7', 2)
    const startedAt = Date.now()
    await engine.start('stuck', 'o7', { orderId: 'o7' })
    await expect.poll(() => calls.get('lost o7'), { timeout: 10_000 }).toBe(1)
    const lastTurnAt = (await engine.state('o7'))?.lastTurnAt?.getTime() ?? 0
    expect(Math.abs(lastTurnAt - startedAt)).toBeLessThan(10_000)
    const dueAt = (await engine.nextTurnBy('o7', 60_000))?.getTime() ?? 0
    expect(Math.abs(dueAt - startedAt - 60_000)).toBeLessThan(10_000)
    await engine.terminate('o7')
    const ended = async () => (await engine.state('o7'))?.status
    await expect.poll(ended, { timeout: 10_000 }).toBe('terminated')
    await engine.start('waiting', 'o7', { orderId: 'o7' })
    expect(await engine.raise('o7', 'paid', {})).toBe(true)
    expect(await outputOf('o7')).toEqual({ received: {} })
  })

  it('that is started again under an id of its own gets no answer of the run before', async () => {
    await engine.start('held', 'o8', { orderId: 'first' })
    await expect.poll(() => answers.length, { timeout: 10_000 }).toBe(1)
    await engine.terminate('o8')
    const ended = async () => (await engine.state('o8'))?.status
    await expect.poll(ended, { timeout: 10_000 }).toBe('terminated')
    await engine.purge('o8')
    await engine.start('held', 'o8-again', { orderId: 'second' })
    await expect.poll(() => answers.length, { timeout: 10_000 }).toBe(2)
    answers[0]?.()
    await sleep(1_000)
    expect((await engine.state('o8-again'))?.status).toBe('running')
    answers[1]?.()
    expect(await outputOf('o8-again')).toMatchObject({ times: 1 })
  })

  it('goes on after the sidecar crashed', async () => {
    calls.set('flaky o5', 2)
    await engine.start('waiting', 'o5', { orderId: 'o5' })
    await sandbox.killSidecar('orders')
    await expect.poll(() => engine.connected(), { timeout: 20_000 }).toBe(false)
    await sandbox.startSidecar('orders')
    await expect.poll(() => engine.connected(), { timeout: 30_000 }).toBe(true)
    await expect
      .poll(() => engine.raise('o5', 'paid', {}).catch(() => false), { timeout: 30_000 })
      .toBe(true)
    expect(await outputOf('o5')).toEqual({ received: {} })
  })
})
