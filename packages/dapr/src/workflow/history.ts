import type { SagaStep } from '@comptoir/contracts/platform/timeline'
import grpcClient from '@dapr/dapr/workflow/internal/durabletask/client/client-grpc.js'
import protocol, {
  type HistoryEvent,
} from '@dapr/dapr/workflow/internal/durabletask/proto/orchestrator_service_pb.js'
import internal from '@dapr/dapr/workflow/internal/index.js'

export type GrpcAddress = {
  readonly daprGrpcPort: number
  readonly daprApiToken?: string | undefined
}

const method = '/TaskHubSidecarService/GetInstanceHistory'
const answerWithinMs = 5_000

/**
 * The history of a workflow instance, as the sidecar keeps it; empty when it is gone. The SDK has no call for it,
 * though its protocol is the sidecar's.
 */
export async function readHistory(
  address: GrpcAddress,
  instanceId: string,
): Promise<HistoryEvent[]> {
  const stub = openWorkflowStub(address)
  const { promise, resolve, reject } = Promise.withResolvers<HistoryEvent[]>()
  const deadline = { deadline: Date.now() + answerWithinMs }
  const call = stub as unknown as Caller
  call.makeUnaryRequest(method, toRequest, toEvents, instanceId, deadline, (error, events) => {
    if (error && !/no such instance|not found/i.test(error.message)) reject(error)
    else resolve(events ?? [])
  })
  return await promise.finally(() => stub.close())
}

/** Opens the sidecar's workflow protocol for calls that the SDK has no method for; close the stub after use. */
export function openWorkflowStub({ daprGrpcPort, daprApiToken }: GrpcAddress) {
  const withToken = daprApiToken
    ? { interceptors: [internal.generateApiTokenClientInterceptors({ daprApiToken })] }
    : {}
  return new grpcClient.GrpcClient(`127.0.0.1:${daprGrpcPort}`, withToken).stub
}

type Caller = {
  makeUnaryRequest(
    path: string,
    write: (input: string) => Buffer,
    read: (answer: Buffer) => HistoryEvent[],
    input: string,
    options: { deadline: number },
    done: (error: Error | null, answer?: HistoryEvent[]) => void,
  ): void
}

function toRequest(instanceId: string): Buffer {
  return Buffer.from(new protocol.GetInstanceRequest().setInstanceid(instanceId).serializeBinary())
}

const lengthDelimited = 0x0a

/** A message whose only field, the first, is repeated: the events. */
function toEvents(answer: Buffer): HistoryEvent[] {
  const events: HistoryEvent[] = []
  for (let at = 0; at < answer.length; ) {
    if (answer[at] !== lengthDelimited) throw new Error('not a history')
    const { value: length, next } = readVarint(answer, at + 1)
    const bytes = new Uint8Array(answer.subarray(next, next + length))
    events.push(protocol.HistoryEvent.deserializeBinary(bytes))
    at = next + length
  }
  return events
}

function readVarint(bytes: Buffer, start: number): { value: number; next: number } {
  let value = 0
  for (let at = start, weight = 1; ; at++, weight *= 128) {
    const byte = bytes[at] ?? 0
    value += (byte % 128) * weight
    if (byte < 128) return { value, next: at + 1 }
  }
}

/**
 * When an instance with this history takes its next turn at the latest: its first open timer fires then, or the answer
 * of an open step is there, given `stepMs`. Nothing when neither is open: only an event from outside can wake it.
 */
export function nextTurnBy(history: readonly HistoryEvent[], stepMs: number): Date | undefined {
  const open = new Map<number, number>()
  for (const event of history) {
    const fireAt = event.getTimercreated()?.getFireat()
    if (fireAt) open.set(event.getEventid(), fireAt.toDate().getTime())
    if (event.hasTaskscheduled()) open.set(event.getEventid(), timeOf(event) + stepMs)
    const answer = event.getTaskcompleted() ?? event.getTaskfailed()
    open.delete(event.getTimerfired()?.getTimerid() ?? answer?.getTaskscheduledid() ?? Number.NaN)
  }
  return open.size === 0 ? undefined : new Date(Math.min(...open.values()))
}

const timeOf = (event: HistoryEvent): number => event.getTimestamp()?.toDate().getTime() ?? 0

type Asked = { readonly name: string; readonly atMs: number }

/** What happened, one line each: activities with how long they took from being asked for, failures, signals, timers. */
export function stepsOf(history: readonly HistoryEvent[]): SagaStep[] {
  const asked = new Map<number, Asked>()
  return history.flatMap((event) => {
    const atMs = timeOf(event)
    const scheduled = event.getTaskscheduled()
    if (scheduled) asked.set(event.getEventid(), { name: scheduled.getName(), atMs })
    const step = endOf(event, asked, atMs) ?? signOf(event)
    return step ? [{ at: new Date(atMs).toISOString(), ...step }] : []
  })
}

type Bare = Omit<SagaStep, 'at'>

function endOf(event: HistoryEvent, asked: Map<number, Asked>, atMs: number): Bare | undefined {
  const done = event.getTaskcompleted()
  const failed = event.getTaskfailed()
  const task = asked.get((done ?? failed)?.getTaskscheduledid() ?? Number.NaN)
  if (!task) return undefined
  const tookMs = Math.max(0, atMs - task.atMs)
  if (!failed) return { kind: 'activity', name: task.name, tookMs }
  const detail = failed.getFailuredetails()?.getErrormessage() ?? 'failed'
  return { kind: 'failure', name: task.name, tookMs, detail }
}

function signOf(event: HistoryEvent): Bare | undefined {
  const started = event.getExecutionstarted()
  if (started) return { kind: 'start', name: started.getName() }
  const raised = event.getEventraised()
  if (raised) return { kind: 'signal', name: raised.getName() }
  if (event.hasTimerfired()) return { kind: 'timer', name: 'timer' }
  const ended = event.getExecutioncompleted()
  if (!ended) return undefined
  const detail = ended.getResult()?.getValue() ?? ended.getFailuredetails()?.getErrormessage()
  return { kind: 'end', name: 'saga', ...(detail && { detail }) }
}
