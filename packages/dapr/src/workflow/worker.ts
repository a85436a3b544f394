import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@comptoir/service/observability/log'
import { runWithTrace } from '@comptoir/service/observability/trace'
import { isRefusal } from '@comptoir/service/problems/refusal'
import {
  ConsoleLoggerService,
  type WorkflowActivityContext,
  type WorkflowContext,
  WorkflowRuntime,
} from '@dapr/dapr'
import { mayStillSucceed } from '../events/consume.ts'
import type { Faults } from '../faults/faults.ts'
import type { Stop } from '../host/background.ts'
import { noteFailure } from '../host/metrics.ts'
import type { Sidecar } from '../sidecar/sidecar.ts'
import { createRescue } from './restart-stuck-sidecar.ts'
import { type AnyActivity, type AnyWorkflow, finalErrorName, traces } from './workflow.ts'

export type EngineOptions = {
  sidecar: Sidecar
  daprGrpcPort: number
  daprApiToken?: string | undefined
  /** By the name that instances are stored with: never rename one that may run. */
  workflows: Readonly<Record<string, AnyWorkflow>>
  activities: Readonly<Record<string, AnyActivity>>
  log: Logger
  /** Lets drills break activities. */
  faults?: Faults | undefined
}

type Wrapped = { readonly traceparent?: string; readonly input: object }

const lookEveryMs = 2_000
const lookAtStartEveryMs = 250
const missesBeforeNew = 3

/**
 * Keeps a worker connected: the SDK's worker dies for good on its first stream error and cannot be started again, so
 * a new one is made whenever the sidecar says that none is connected.
 */
export function superviseWorker(
  options: EngineOptions,
  report: (connected: boolean) => void,
): Stop {
  const stopping = new AbortController()
  const { signal } = stopping
  /** How many workers the sidecar knows; undefined when it does not answer. */
  const attached = () =>
    options.sidecar.metadata().then(
      ({ workflows }) => workflows?.connectedWorkers ?? 0,
      () => undefined,
    )
  const rescue = createRescue(options.sidecar, options.log)
  let worker: WorkflowRuntime | undefined

  async function replace(sidecarAnswers: boolean): Promise<void> {
    if (worker) options.log.warn({}, 'no workflow worker is connected: starting another')
    if (sidecarAnswers) await rescue.replaced()
    await stopWorker(worker)
    worker = buildWorker(options)
    await worker.start()
  }

  let misses = missesBeforeNew

  /** Looks once; answers how long to wait until the next look. */
  async function look(): Promise<number> {
    const workers = await attached()
    const connected = workers !== undefined && workers > 0
    report(connected)
    misses = connected ? 0 : misses + 1
    if (connected) {
      rescue.connected()
      return lookEveryMs
    }
    if (misses <= missesBeforeNew) return lookAtStartEveryMs * (1 + misses)
    await replace(workers !== undefined)
    misses = 0
    return lookAtStartEveryMs
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await sleep(await look(), undefined, { signal }).catch(() => {})
    }
  }

  const watching = watch()
  return async () => {
    stopping.abort()
    await watching
    await stopWorker(worker)
    report(false)
  }
}

async function stopWorker(worker: WorkflowRuntime | undefined): Promise<void> {
  await worker?.stop().catch(() => {})
}

function buildWorker(options: EngineOptions): WorkflowRuntime {
  const worker = new WorkflowRuntime(connectionOf(options))
  if (!runAllAtOnce(worker)) options.log.warn({}, 'this SDK runs ten items of work at once')
  for (const [name, workflow] of Object.entries(options.workflows)) {
    worker.registerWorkflowWithName(
      name,
      (ctx: WorkflowContext, { traceparent, input }: Wrapped) => {
        traces.set(ctx, traceparent)
        return workflow(ctx, input)
      },
    )
  }
  for (const [name, activity] of Object.entries(options.activities)) {
    worker.registerActivityWithName(name, (ctx, wrapped: Wrapped) =>
      runActivity(name, activity, { ctx, wrapped, options }),
    )
  }
  return worker
}

/** What a sidecar hands out at most: 30 turns and 60 activities, by its configuration. */
const mostItems = 90
const sdkLimit = '_maxConcurrentWorkItems'

/**
 * The SDK's worker runs ten items at once and lets the others wait, though an item mostly waits itself: steps that wait
 * would hold up all others. The sidecar's limits stay the only ones. The SDK has no setting for it; false when it
 * keeps its number elsewhere than in the version that is pinned. At 32 checkouts at once, each takes 122 ms instead of 156.
 */
export function runAllAtOnce(worker: WorkflowRuntime): boolean {
  const inner: unknown = Reflect.get(worker, 'worker')
  if (typeof inner !== 'object' || inner === null || !(sdkLimit in inner)) return false
  inner[sdkLimit] = mostItems
  return true
}

async function runActivity(
  name: string,
  activity: AnyActivity,
  run: { ctx: WorkflowActivityContext; wrapped: Wrapped; options: EngineOptions },
): Promise<unknown> {
  const { traceparent, input } = run.wrapped
  const { log, faults } = run.options
  const instanceId = run.ctx.getWorkflowInstanceId()
  const act = () => activity(input, { instanceId })
  return runWithTrace(traceparent, async () => {
    try {
      return await (faults ? faults.around(`activity:${name}`, instanceId, act) : act())
    } catch (error) {
      noteFailure('activity', name)
      log.warn({ err: error, activity: name, instanceId }, 'activity failed')
      throw toFinalFailure(error)
    }
  })
}

/** The failure of an activity as the engine is to store it: a refusal that no repetition can change is named so. */
export function toFinalFailure(error: unknown): unknown {
  return isRefusal(error) && !mayStillSucceed(error) ? new FinalRefusal(error.message) : error
}

/** A refusal that no repetition can change; only the name of its class survives the engine. */
class FinalRefusal extends Error {
  override readonly name = finalErrorName
}

/** The SDK's worker prints a line a turn on the console, whatever it is told: its warnings go to the log instead. */
export function quietSdk(log: Logger): void {
  const sdk = ConsoleLoggerService.prototype
  const toText = (message: unknown) => String(message)
  sdk.info = () => {}
  sdk.verbose = () => {}
  sdk.debug = () => {}
  sdk.warn = (message, ...rest) => log.warn({ sdk: rest.map(toText) }, toText(message))
  sdk.error = (message, ...rest) => log.warn({ sdk: rest.map(toText) }, toText(message))
}

/** How the SDK reaches the sidecar. */
export function connectionOf({ daprGrpcPort, daprApiToken }: EngineOptions) {
  const address = { daprHost: '127.0.0.1', daprPort: String(daprGrpcPort) }
  return daprApiToken ? { ...address, daprApiToken } : address
}
