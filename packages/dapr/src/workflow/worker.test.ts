import { WorkflowRuntime } from '@dapr/dapr'
import { expect, it } from 'vitest'
import { runAllAtOnce } from './worker.ts'

it('lifts the limit of ten items at once in the SDK that is pinned', () => {
  const worker = new WorkflowRuntime({ daprHost: '127.0.0.1', daprPort: '1' })
  expect(runAllAtOnce(worker)).toBe(true)
  expect(Reflect.get(worker, 'worker')).toMatchObject({ _maxConcurrentWorkItems: 90 })
})
