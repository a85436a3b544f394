import type { SagaStep } from '@comptoir/contracts/platform/timeline'
import { currentTrace } from '@comptoir/service/observability/trace'
import { refuse } from '@comptoir/service/problems/refusal'
import { DaprWorkflowClient, WorkflowRuntimeStatus } from '@dapr/dapr'
import type { Stop } from '../host/background.ts'
import { nextTurnBy, readHistory, stepsOf } from './history.ts'
import { connectionOf, type EngineOptions, quietSdk, superviseWorker } from './worker.ts'

type Status = Exclude<keyof typeof WorkflowRuntimeStatus, 'CONTINUED_AS_NEW'>
export type WorkflowStatus = Lowercase<Status>
export type WorkflowState = {
  readonly status: WorkflowStatus
  /** When it last took a turn; nothing before its first one. */
  readonly lastTurnAt?: Date
  readonly output?: unknown
  readonly failure?: string
}

export type Purge = 'purged' | 'none' | 'running'

export type WorkflowEngine = {
  /** Starts an instance; one that runs already is a success. A finished id starts again: guard it yourself. */
  start(name: string, id: string, input: object): Promise<void>
  /** Raises an event; false when there is no such instance (yet): raise again later. */
  raise(id: string, event: string, payload: object): Promise<boolean>
  state(id: string): Promise<WorkflowState | undefined>
  /** Ends an instance where it is, with nothing undone; it may be started again. */
  terminate(id: string): Promise<void>
  /** When an instance takes its next turn at the latest, given `stepMs` for a step; nothing: only an event wakes it. */
  nextTurnBy(id: string, stepMs: number): Promise<Date | undefined>
  /** What the instance did, step by step; empty when its history is gone. */
  history(id: string): Promise<SagaStep[]>
  /** Forgets an instance that has ended, with its history. One that still runs is left as it is. */
  purge(id: string): Promise<Purge>
  /** Runs the supervised worker until stopped. */
  run(): Stop
  /** Whether a worker is connected to the sidecar. */
  connected(): boolean
}

const answerWithinMs = 5_000

/**
 * The workflows of a service. `start` and `raise` work in every process; activities run in those that `run`.
 * @example await engine.start('order-saga.v2', orderId, { orderId })
 */
export function createWorkflowEngine(options: EngineOptions): WorkflowEngine {
  quietSdk(options.log)
  let opened: DaprWorkflowClient | undefined
  let isConnected = false
  const client = () => {
    opened ??= new DaprWorkflowClient(connectionOf(options))
    return opened
  }
  return {
    async start(name, id, input) {
      const traceparent = currentTrace()?.traceparent
      const wrapped = traceparent ? { traceparent, input } : { input }
      // with a time to start at, the answer does not wait for the first turn
      const scheduled = client().scheduleNewWorkflow(name, wrapped, id, new Date())
      await inTime(scheduled).catch((error: unknown) => {
        if (!isRunningAlready(error)) throw error
      })
    },
    async raise(id, event, payload) {
      try {
        await inTime(client().raiseEvent(id, event, payload))
        return true
      } catch (error) {
        if (/no such instance/i.test(String(error))) return false
        throw error
      }
    },
    async state(id) {
      const state = await inTime(client().getWorkflowState(id, true))
      if (!state) return undefined
      const { serializedOutput: output, workflowFailureDetails: failure } = state
      return {
        status: statusOf(state.runtimeStatus),
        // the year 1 before the first turn
        ...(state.lastUpdatedAt.getTime() > 0 && { lastTurnAt: state.lastUpdatedAt }),
        ...(output ? { output: JSON.parse(output) } : {}),
        ...(failure ? { failure: failure.getErrorMessage() } : {}),
      }
    },
    terminate: (id) => inTime(client().terminateWorkflow(id, undefined)),
    nextTurnBy: async (id, stepMs) => nextTurnBy(await readHistory(options, id), stepMs),
    history: async (id) => stepsOf(await readHistory(options, id)),
    async purge(id) {
      try {
        return (await inTime(client().purgeWorkflow(id))) ? 'purged' : 'none'
      } catch (error) {
        if (/no such instance/i.test(String(error))) return 'none'
        if (/not yet completed/i.test(String(error))) return 'running'
        throw error
      }
    },
    run() {
      const stop = superviseWorker(options, (connected) => {
        isConnected = connected
      })
      return async () => {
        await stop()
        await opened?.stop()
        opened = undefined
      }
    },
    connected: () => isConnected,
  }
}

function statusOf(status: WorkflowRuntimeStatus): WorkflowStatus {
  const isContinued = status === WorkflowRuntimeStatus.CONTINUED_AS_NEW
  return isContinued ? 'running' : (WorkflowRuntimeStatus[status].toLowerCase() as WorkflowStatus)
}

/** The SDK waits without end when no worker is connected. */
function inTime<T>(run: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = () => reject(refuse('dependency_unavailable', 'the workflow engine does not answer'))
  const bell = setTimeout(late, answerWithinMs)
  return Promise.race([run, promise]).finally(() => clearTimeout(bell))
}

/** Said by the code on some versions of Dapr, only by the text on others. */
function isRunningAlready(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === 6) || /already exists/i.test(error.message)
}
