import { describe, expect, it } from 'vitest'
import { sampleResult } from '../test/sample-result.ts'
import { targetsOf } from './targets.ts'

const found = (result = sampleResult()) =>
  Object.fromEntries(targetsOf(result).map(({ what, got, isMet }) => [what, [got, isMet]]))

describe('the targets', () => {
  it('compare the CPU of a list with that of the bare route', () => {
    expect(found()).toMatchObject({
      'list, direct: of the bare route, per core': ['80 %', true],
      'list, gateway: of the bare route, per core': ['50 %', true],
    })
  })

  it('compare orders of ready carts with empty workflows', () => {
    expect(found()).toMatchObject({
      'orders a second at 32 at once, of the empty workflow’s': ['50 %', true],
    })
  })

  it('say what is not met', () => {
    expect(found()['CPU of a checkout at 8 at once']).toEqual(['150 ms', false])
    const missed = targetsOf(sampleResult()).filter(({ isMet }) => isMet !== true)
    expect(missed).toHaveLength(1)
  })

  it('leave open what was not measured', () => {
    const { 'warm start': start } = found(sampleResult({ startSeconds: undefined }))
    expect(start).toEqual(['not measured', undefined])
  })
})
