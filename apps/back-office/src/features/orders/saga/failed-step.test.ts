import { describe, expect, it } from 'vitest'
import { failedStepOf } from './failed-step.ts'
import type { StoryItem } from './story.ts'

const step = (name: string, given: Partial<StoryItem> = {}): StoryItem => ({
  ...{ at: '2026-11-30T10:00:00.000Z', sinceMs: 0, lane: 'saga', kind: 'activity', name },
  ...{ tone: 'done', handled: [], ...given },
})
const failure = (name: string) => step(name, { kind: 'failure', tone: 'failure' })

describe('the step that a saga is stuck at', () => {
  it('is the last one that failed', () => {
    const last = failure('authorise')
    expect(failedStepOf([failure('reserve'), step('reserve'), last])).toBe(last)
  })

  it('is none once its lane went on', () => {
    expect(failedStepOf([failure('reserve'), step('reserve')])).toBeUndefined()
    expect(failedStepOf([step('reserve')])).toBeUndefined()
  })

  it('stays when only another lane went on', () => {
    const stuck = failure('reserve')
    expect(failedStepOf([stuck, step('history', { lane: 'order', kind: 'history' })])).toBe(stuck)
  })
})
