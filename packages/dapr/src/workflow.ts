import type { Task, WorkflowContext } from '@dapr/dapr'
import type { Logger } from '@comptoir/service/log'
import type { Stop } from './relay.ts'
import type { Sidecar } from './sidecar.ts'

/** A workflow: an async generator over tasks, deterministic: no clock, no chance, no I/O but through the context. */
export type Workflow<I extends object, O extends object | undefined> = (
  ctx: WorkflowContext,
  input: I,
) => AsyncGenerator<Task<unknown>, O, unknown>

/** A step with effects. A refusal that the business expects is a value; an error means "again". */
export type Activity<I extends object, O> = (input: I, context: { instanceId: string }) => Promise<O>

// biome-ignore lint/suspicious/noExplicitAny: the engine holds workflows and activities of every shape
export type AnyWorkflow = Workflow<any, any>
// biome-ignore lint/suspicious/noExplicitAny: the engine holds workflows and activities of every shape
export type AnyActivity = Activity<any, any>

export type StepOptions = { readonly tries?: number }

export type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Error }

export type WorkflowStatus = 'running' | 'completed' | 'failed' | 'terminated' | 'pending' | 'suspended'
export type WorkflowState = { readonly status: WorkflowStatus; readonly output?: unknown; readonly failure?: string }

export type WorkflowEngine = {
  /** Starts an instance; one that runs already is a success. */
  start(name: string, id: string, input: object): Promise<void>
  /** Raises an event; false when no such instance exists (yet): raise again later. */
  raise(id: string, event: string, payload: object): Promise<boolean>
  state(id: string): Promise<WorkflowState | undefined>
  /** Runs the supervised worker until stopped. */
  run(): Stop
  /** Whether a worker is connected to the sidecar. */
  connected(): boolean
}

export type EngineOptions = {
  sidecar: Sidecar
  grpcPort: number
  workflows: Readonly<Record<string, AnyWorkflow>>
  activities: Readonly<Record<string, AnyActivity>>
  log: Logger
}

/** Runs an activity with retries by durable timers: `const held = yield* step<Held>(ctx, 'holdStock', input)`. */
export declare function step<O>(
  ctx: WorkflowContext,
  activity: string,
  input: object,
  options?: StepOptions,
): AsyncGenerator<Task<unknown>, O, unknown>

export declare function settleAll<T>(
  ctx: WorkflowContext,
  tasks: readonly Task<T>[],
): AsyncGenerator<Task<unknown>, Settled<T>[], unknown>

export declare function createWorkflowEngine(options: EngineOptions): WorkflowEngine
