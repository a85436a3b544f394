import protocol from '@dapr/dapr/workflow/internal/durabletask/proto/orchestrator_service_pb.js'
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js'
import { describe, expect, it } from 'vitest'
import { nextTurnBy } from './history.ts'

const startMs = Date.parse('2026-05-04T08:00:00Z')
const time = (seconds: number) => new Date(startMs + 1_000 * seconds)
const stamp = (seconds: number) => timestamps.Timestamp.fromDate(time(seconds))

function event(id: number, atSeconds: number) {
  return new protocol.HistoryEvent().setEventid(id).setTimestamp(stamp(atSeconds))
}
const asks = (id: number, at: number) =>
  event(id, at).setTaskscheduled(new protocol.TaskScheduledEvent().setName('reserveStock'))
const answered = (id: number, at: number) =>
  event(-1, at).setTaskcompleted(new protocol.TaskCompletedEvent().setTaskscheduledid(id))
const failed = (id: number, at: number) =>
  event(-1, at).setTaskfailed(new protocol.TaskFailedEvent().setTaskscheduledid(id))
const sets = (id: number, at: number, fireAt: number) =>
  event(id, at).setTimercreated(new protocol.TimerCreatedEvent().setFireat(stamp(fireAt)))
const fired = (id: number, at: number) =>
  event(-1, at).setTimerfired(new protocol.TimerFiredEvent().setTimerid(id))

describe('the next turn of an instance', () => {
  it('is due when its first open timer fires', () => {
    const history = [sets(1, 0, 300), sets(2, 1, 60)]
    expect(nextTurnBy(history, 60_000)).toEqual(time(60))
    expect(nextTurnBy([...history, fired(2, 60)], 60_000)).toEqual(time(300))
  })

  it('is due when the answer of an open step is there', () => {
    const history = [sets(1, 0, 300), asks(2, 100)]
    expect(nextTurnBy(history, 60_000)).toEqual(time(160))
    expect(nextTurnBy([...history, answered(2, 110)], 60_000)).toEqual(time(300))
    expect(nextTurnBy([...history, failed(2, 110)], 60_000)).toEqual(time(300))
  })

  it('is not known when only an event can wake it', () => {
    expect(nextTurnBy([], 60_000)).toBeUndefined()
    expect(nextTurnBy([asks(1, 0), answered(1, 1)], 60_000)).toBeUndefined()
  })
})
