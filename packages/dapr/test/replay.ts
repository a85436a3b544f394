import { WorkflowContext } from '@dapr/dapr'
import protocol from '@dapr/dapr/workflow/internal/durabletask/proto/orchestrator_service_pb.js'
import worker from '@dapr/dapr/workflow/internal/durabletask/worker/orchestration-executor.js'
import registry from '@dapr/dapr/workflow/internal/durabletask/worker/registry.js'
import type { RuntimeOrchestrationContext } from '@dapr/dapr/workflow/internal/durabletask/worker/runtime-orchestration-context.js'
import { type AnyWorkflow, traces } from '../src/workflow/workflow.ts'

/** A stored history of a workflow instance that ended: its events as daprd keeps them, in base64. */
export type StoredHistory = { readonly instanceId: string; readonly events: readonly string[] }
export type Replayed =
  | { readonly status: 'completed'; readonly output: unknown; readonly stored: unknown }
  | { readonly status: 'failed'; readonly why: string }
  | { readonly status: 'unfinished' }

type Wrapped = { readonly traceparent?: string; readonly input: object }

/**
 * Runs the workflows of today over a history of yesterday, as an instance in flight would meet them: a step that was
 * renamed, added or moved fails. Guards each version of a workflow.
 */
export async function replayHistory(
  workflows: Readonly<Record<string, AnyWorkflow>>,
  { instanceId, events }: StoredHistory,
): Promise<Replayed> {
  const history = events.map((event) =>
    protocol.HistoryEvent.deserializeBinary(new Uint8Array(Buffer.from(event, 'base64'))),
  )
  const stored = history.find((event) => event.hasExecutioncompleted())?.getExecutioncompleted()
  const lived = history.filter((event) => !event.hasExecutioncompleted())
  const lastTurn = lived.findLastIndex((event) => event.hasOrchestratorstarted())
  const executor = new worker.OrchestrationExecutor(registryOf(workflows))
  const [before, after] = [lived.slice(0, lastTurn), lived.slice(lastTurn)]
  const { actions } = await executor.execute(instanceId, before, after)
  const end = actions.find((action) => action.hasCompleteorchestration())
  const ended = end?.getCompleteorchestration()
  if (!ended) return { status: 'unfinished' }
  const failure = ended.getFailuredetails()
  if (failure) return { status: 'failed', why: failure.getErrormessage() }
  return {
    status: 'completed',
    output: parse(ended.getResult()?.getValue()),
    stored: parse(stored?.getResult()?.getValue()),
  }
}

function registryOf(workflows: Readonly<Record<string, AnyWorkflow>>) {
  const known = new registry.Registry()
  for (const [name, workflow] of Object.entries(workflows)) {
    known.addNamedOrchestrator(name, (inner, wrapped: Wrapped) => {
      const ctx = new WorkflowContext(inner as RuntimeOrchestrationContext)
      traces.set(ctx, wrapped.traceparent)
      return workflow(ctx, wrapped.input)
    })
  }
  return known
}

const parse = (text: string | undefined): unknown => (text ? JSON.parse(text) : undefined)
