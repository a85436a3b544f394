import { WorkflowContext } from '@dapr/dapr'
import type {
  HistoryEvent,
  OrchestratorAction,
} from '@dapr/dapr/workflow/internal/durabletask/proto/orchestrator_service_pb.js'
import helpers from '@dapr/dapr/workflow/internal/durabletask/utils/pb-helper.util.js'
import executors from '@dapr/dapr/workflow/internal/durabletask/worker/orchestration-executor.js'
import registries from '@dapr/dapr/workflow/internal/durabletask/worker/registry.js'
import type { RuntimeOrchestrationContext } from '@dapr/dapr/workflow/internal/durabletask/worker/runtime-orchestration-context.js'
import type { WorkflowEngine, WorkflowStatus } from '../src/workflow/engine.ts'
import { nextTurnBy, stepsOf } from '../src/workflow/history.ts'
import { toFinalFailure } from '../src/workflow/worker.ts'
import { type AnyActivity, type AnyWorkflow, traces } from '../src/workflow/workflow.ts'

type Wrapped = { readonly traceparent?: string; readonly input: object }

/** How long a turn takes to begin. */
const turnMs = 5

type Instance = {
  readonly id: string
  readonly history: HistoryEvent[]
  inbox: HistoryEvent[]
  status: WorkflowStatus
  isInTurn: boolean
  lastTurnAtMs: number | undefined
  failure: string | undefined
}
export type WorkflowTwinOptions = {
  readonly workflows: Readonly<Record<string, AnyWorkflow>>
  readonly activities: Readonly<Record<string, AnyActivity>>
  readonly now: () => Date
  /** Waits for its turn before each step of the engine. */
  readonly turn: () => Promise<void>
  /** Runs an activity in its worker; what it throws that `isCrash` is no answer, and the activity runs again. */
  readonly work: <T>(act: () => Promise<T>) => Promise<T>
  readonly isCrash: (error: unknown) => boolean
  /** Does something as the engine, which goes on when the process that called it crashes. */
  readonly asEngine?: (act: () => Promise<void>) => Promise<void>
}

/**
 * The workflow engine of a sidecar, in memory: the SDK's own executor replays the real workflows over their histories at
 * each turn. An activity may run twice, when its worker crashes before its answer is stored.
 */
export function createWorkflowTwin(options: WorkflowTwinOptions) {
  const { workflows, activities, now, turn, work, isCrash, asEngine = (act) => act() } = options
  const instances = new Map<string, Instance>()
  const registry = registryOf(workflows)

  function receive(instance: Instance, event: HistoryEvent): void {
    if (instance.status !== 'running') return
    instance.inbox.push(stamped(event, now()))
    if (instance.isInTurn) return
    instance.isInTurn = true
    setTimeout(() => void asEngine(() => takeTurns(instance)), turnMs)
  }

  async function takeTurns(instance: Instance): Promise<void> {
    while (instance.inbox.length > 0 && instance.status === 'running') {
      await turn()
      const started = stamped(helpers.newOrchestratorStartedEvent(now()), now())
      const fresh = [started, ...instance.inbox]
      instance.inbox = []
      const executor = new executors.OrchestrationExecutor(registry)
      const { actions } = await executor.execute(instance.id, instance.history, fresh)
      if (instance.status !== 'running') break
      instance.history.push(...fresh)
      instance.lastTurnAtMs = now().getTime()
      for (const action of actions) act(instance, action)
    }
    instance.isInTurn = false
  }

  function act(instance: Instance, action: OrchestratorAction): void {
    const id = action.getId()
    const remember = (event: HistoryEvent) => void instance.history.push(stamped(event, now()))
    const task = action.getScheduletask()
    if (task) {
      const name = task.getName()
      const input = task.getInput()?.getValue()
      remember(helpers.newTaskScheduledEvent(id, name, input))
      void perform(instance, { id, name, wrapped: JSON.parse(input ?? '{}') })
    }
    const fireAt = action.getCreatetimer()?.getFireat()?.toDate()
    if (fireAt) {
      remember(helpers.newTimerCreatedEvent(id, fireAt))
      const fired = () => receive(instance, helpers.newTimerFiredEvent(id, fireAt))
      setTimeout(fired, Math.max(0, fireAt.getTime() - now().getTime()))
    }
    const end = action.getCompleteorchestration()
    if (!end) return
    const failure = end.getFailuredetails()?.getErrormessage()
    Object.assign(instance, { status: failure ? 'failed' : 'completed', failure })
  }

  /** Runs an activity until its answer is stored: after a crash again, whatever it did before. */
  async function perform(
    instance: Instance,
    asked: { id: number; name: string; wrapped: Wrapped },
  ) {
    const { id, name, wrapped } = asked
    const attempt = (): Promise<HistoryEvent> =>
      work(async () => {
        const activity = activities[name]
        if (!activity) throw new Error(`no activity ${name}`)
        const copy = JSON.parse(JSON.stringify(wrapped.input))
        const output = await activity(copy, { instanceId: instance.id })
        return helpers.newTaskCompletedEvent(id, output && JSON.stringify(output))
      }).catch((error: unknown) =>
        isCrash(error) ? attempt() : helpers.newTaskFailedEvent(id, toFailure(error)),
      )
    receive(instance, await attempt())
  }

  const engine: WorkflowEngine = {
    async start(name, id, input) {
      await turn()
      if (instances.get(id)?.status === 'running') return
      const instance = newInstance(id)
      instances.set(id, instance)
      receive(instance, helpers.newExecutionStartedEvent(name, id, JSON.stringify({ input })))
    },
    async raise(id, event, payload) {
      await turn()
      const instance = instances.get(id)
      if (instance) receive(instance, helpers.newEventRaisedEvent(event, JSON.stringify(payload)))
      return instance !== undefined
    },
    async state(id) {
      await turn()
      const instance = instances.get(id)
      if (!instance) return undefined
      const { status, lastTurnAtMs } = instance
      return { status, ...(lastTurnAtMs !== undefined && { lastTurnAt: new Date(lastTurnAtMs) }) }
    },
    async terminate(id) {
      await turn()
      const instance = instances.get(id)
      if (instance?.status === 'running') instance.status = 'terminated'
    },
    nextTurnBy: async (id, stepMs) => nextTurnBy(instances.get(id)?.history ?? [], stepMs),
    history: async (id) => stepsOf(instances.get(id)?.history ?? []),
    async purge(id) {
      await turn()
      const instance = instances.get(id)
      if (instance?.status === 'running') return 'running'
      return instances.delete(id) ? 'purged' : 'none'
    },
    run: () => async () => {},
    connected: () => true,
  }
  /** Those that have not ended, and what failed. */
  const unfinished = () => [...instances.values()].filter(({ status }) => status === 'running')
  const failures = () =>
    [...instances.values()].flatMap(({ id, failure }) => (failure ? [`${id}: ${failure}`] : []))
  /**
   * Loses an instance that runs: `forgotten` as if the store had lost it, `stuck` as if its timer, or the answer of a step, was
   * lost. Answers its id.
   */
  function lose(choose: (running: readonly Instance[]) => Instance, how: 'forgotten' | 'stuck') {
    const running = unfinished()
    if (running.length === 0) return undefined
    const lost = choose(running)
    if (how === 'stuck') lost.isInTurn = true
    else {
      lost.status = 'terminated'
      instances.delete(lost.id)
    }
    return lost.id
  }
  return { engine, unfinished, failures, lose }
}

const newInstance = (id: string): Instance => ({
  ...{ id, history: [], inbox: [], status: 'running', isInTurn: false },
  ...{ lastTurnAtMs: undefined, failure: undefined },
})

function stamped(event: HistoryEvent, at: Date): HistoryEvent {
  event.setTimestamp(helpers.newTimestamp(at))
  return event
}

/** As the worker reports it: only the name of the class survives. */
function toFailure(error: unknown): Error {
  const failure = toFinalFailure(error)
  return failure instanceof Error ? failure : new Error(String(failure))
}

function registryOf(workflows: WorkflowTwinOptions['workflows']) {
  const known = new registries.Registry()
  for (const [name, workflow] of Object.entries(workflows)) {
    known.addNamedOrchestrator(name, (inner, wrapped: Wrapped) => {
      const ctx = new WorkflowContext(inner as RuntimeOrchestrationContext)
      traces.set(ctx, wrapped.traceparent)
      return workflow(ctx, wrapped.input)
    })
  }
  return known
}
