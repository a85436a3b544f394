import { setTimeout as sleep } from 'node:timers/promises'
import {
  addFaults,
  clearFaults,
  type Fault,
  type FaultMode,
  type FaultReport,
  readFaults,
  readHeap,
} from '@comptoir/contracts/platform/faults'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Publish } from '../documents/store.ts'
import type { Subscriber } from '../events/subscriptions.ts'
import type { Client } from '../sidecar/invoke.ts'
import { createHeapMeter } from './heap.ts'

/** Failures that drills plan. A process has them only when it was started with `FAULTS=on`. */
export type Faults = {
  /** Runs the operation at a point, or the fault that is due there. */
  around<T>(point: string, subject: string, run: () => Promise<T>): Promise<T>
  add(faults: readonly Fault[]): void
  clear(): void
  report(): FaultReport
}

type Due = { -readonly [Name in keyof Fault]: Fault[Name] }
type Strike = { readonly fault: Fault; readonly crash: () => void }
type Act = <T>(run: () => Promise<T>, strike: Strike, gate: Gate) => Promise<T>

/** A star at the end of a plan's point stands for the rest. */
const isAt = (planned: string, point: string): boolean =>
  planned.endsWith('*') ? point.startsWith(planned.slice(0, -1)) : planned === point

const longestHoldMs = 3_000

/** Makes an empty plan; `crash` ends the process as a power cut would. */
export function createFaults(
  crash: () => void = () => process.kill(process.pid, 'SIGKILL'),
): Faults {
  const plan: Due[] = []
  const struck = new Map<string, number>()
  const gate = createGate()

  function take(point: string, subject: string): Fault | undefined {
    const fault = plan.find(
      (one) => one.times > 0 && isAt(one.point, point) && subject.includes(one.match),
    )
    if (!fault) return undefined
    fault.times -= 1
    if (fault.times === 0) plan.splice(plan.indexOf(fault), 1)
    const name = `${point} ${fault.mode}`
    struck.set(name, (struck.get(name) ?? 0) + 1)
    return fault
  }

  return {
    async around(point, subject, run) {
      const fault = take(point, subject)
      if (!fault) return await run().finally(() => gate.open(point))
      return await acts[fault.mode](run, { fault, crash }, gate)
    },
    add: (faults) => plan.push(...faults.map((fault) => ({ ...fault }))),
    clear: () => plan.splice(0),
    report: () => ({
      faults: plan.map((fault) => ({ ...fault })),
      struck: Object.fromEntries(struck),
    }),
  }
}

const acts: Readonly<Record<FaultMode, Act>> = {
  async refuse() {
    throw refuse('transition_refused', 'a fault refuses it')
  },
  async throw_before() {
    throw new Error('a fault fails it')
  },
  async delay(run, { fault }) {
    await sleep(fault.delayMs)
    return await run()
  },
  async lose_answer(run) {
    await run()
    throw refuse('dependency_unavailable', 'a fault lost the answer')
  },
  async lose() {
    // the caller continues as if it had succeeded: only for operations without an answer
    return undefined as never
  },
  async crash_before(run, { crash }) {
    crash()
    return await run()
  },
  async crash_after(run, { crash }) {
    const result = await run()
    crash()
    return result
  },
  async duplicate(run) {
    const both = await Promise.allSettled([run(), run()])
    const done = both.find((one) => one.status === 'fulfilled')
    if (done) return done.value
    throw both[0].status === 'rejected' ? both[0].reason : new Error('unreachable')
  },
  async reorder(run, { fault }, gate) {
    await gate.wait(fault.point)
    return await run()
  },
}

type Gate = { wait(point: string): Promise<void>; open(point: string): void }

/** Holds the first operation until another one at the point has completed, or for a moment. */
function createGate(): Gate {
  const held = new Map<string, (() => void)[]>()
  return {
    async wait(point) {
      const { promise, resolve } = Promise.withResolvers<void>()
      held.set(point, [...(held.get(point) ?? []), resolve])
      await Promise.race([promise, sleep(longestHoldMs)])
    },
    open(point) {
      for (const release of held.get(point) ?? []) release()
      held.delete(point)
    },
  }
}

/** Adds the internal operations that plan faults and measure the heap; only in a process started with `FAULTS=on`. */
export function attachFaults(app: ServiceApp, faults: Faults): void {
  const weigh = createHeapMeter()
  app.openapi(readHeap, (c) => c.json(weigh(), 200))
  app.openapi(readFaults, (c) => c.json(faults.report(), 200))
  app.openapi(addFaults, (c) => {
    faults.add(c.req.valid('json').faults)
    return c.json(faults.report(), 200)
  })
  app.openapi(clearFaults, (c) => {
    faults.clear()
    return c.json(faults.report(), 200)
  })
}

/** Handlers of events with a point each: `event:<type>`. */
export function faultySubscribers(
  faults: Faults | undefined,
  subscribers: readonly Subscriber[],
): readonly Subscriber[] {
  if (!faults) return subscribers
  return subscribers.map(({ definition, handle }) => ({
    definition,
    handle: (data, meta) =>
      faults.around(`event:${definition.type}`, meta.subject, () => handle(data, meta)),
  }))
}

/** A client with a point for each operation: `call:<app id>:<method> <path>`. */
export function faultyClient(faults: Faults | undefined, appId: string, client: Client): Client {
  if (!faults) return client
  return async (route, ...input) =>
    await faults.around(
      `call:${appId}:${route.method} ${route.path}`,
      JSON.stringify(input[0] ?? {}),
      () => client(route, ...input),
    )
}

/** A publisher with a point for each type: `publish:<type>`, between the write and the broker. */
export function faultyPublish(faults: Faults | undefined, publish: Publish): Publish {
  if (!faults) return publish
  return (event) => faults.around(`publish:${event.type}`, event.subject, () => publish(event))
}

/** An object of operations with a point each: `<name>:<operation>`; its other members stay as they are. */
export function faultyOperations<T extends object>(
  faults: Faults | undefined,
  name: string,
  { operations, of }: { operations: T; of: readonly (keyof T & string)[] },
): T {
  if (!faults) return operations
  const faulty = { ...operations }
  for (const operation of of) {
    const run = operations[operation] as (...args: unknown[]) => Promise<unknown>
    const around = (...args: unknown[]) =>
      faults.around(`${name}:${operation}`, JSON.stringify(args), () => run(...args))
    Object.assign(faulty, { [operation]: around })
  }
  return faulty
}
