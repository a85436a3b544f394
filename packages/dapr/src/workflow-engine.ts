import { refuse } from '@comptoir/service/refusal'
import { currentTrace } from '@comptoir/service/trace'
import { DaprWorkflowClient, WorkflowRuntimeStatus } from '@dapr/dapr'
import type { Stop } from './background.ts'
import { connectionOf, type EngineOptions, quietSdk, superviseWorker } from './workflow-worker.ts'

export type WorkflowStatus =
  | 'running'
  | 'completed'
  | 'failed'
  | 'terminated'
  | 'pending'
  | 'suspended'
export type WorkflowState = {
  readonly status: WorkflowStatus
  readonly output?: unknown
  readonly failure?: string
}

export type WorkflowEngine = {
  /** Starts an instance; one that runs already is a success. A finished id starts again: guard it yourself. */
  start(name: string, id: string, input: object): Promise<void>
  /** Raises an event; false when there is no such instance (yet): raise again later. */
  raise(id: string, event: string, payload: object): Promise<boolean>
  state(id: string): Promise<WorkflowState | undefined>
  /** Runs the supervised worker until stopped. */
  run(): Stop
  /** Whether a worker is connected to the sidecar. */
  connected(): boolean
}

const statuses: Record<WorkflowRuntimeStatus, WorkflowStatus> = {
  [WorkflowRuntimeStatus.RUNNING]: 'running',
  [WorkflowRuntimeStatus.CONTINUED_AS_NEW]: 'running',
  [WorkflowRuntimeStatus.COMPLETED]: 'completed',
  [WorkflowRuntimeStatus.FAILED]: 'failed',
  [WorkflowRuntimeStatus.TERMINATED]: 'terminated',
  [WorkflowRuntimeStatus.PENDING]: 'pending',
  [WorkflowRuntimeStatus.SUSPENDED]: 'suspended',
}
const alreadyExists = 6
const answerWithinMs = 5_000

/**
 * The workflows of a service. `start` and `raise` work in every process; activities run in those that `run`.
 * @example await engine.start('order-saga.v1', orderId, { orderId })
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
      const scheduled = client().scheduleNewWorkflow(name, wrapped, id)
      await inTime(scheduled).catch((error: unknown) => {
        if (codeOf(error) !== alreadyExists) throw error
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
        status: statuses[state.runtimeStatus],
        ...(output ? { output: JSON.parse(output) } : {}),
        ...(failure ? { failure: failure.getErrorMessage() } : {}),
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

/** The SDK waits without end when no worker is connected. */
function inTime<T>(run: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = () => reject(refuse('dependency_unavailable', 'the workflow engine does not answer'))
  const bell = setTimeout(late, answerWithinMs)
  return Promise.race([run, promise]).finally(() => clearTimeout(bell))
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
