import { describe, expect, it } from 'vitest'
import { newTraceparent } from '../../test/new-traceparent.ts'
import { currentTrace, runWithTrace } from './trace.ts'

describe('the trace', () => {
  it('is there inside and gone outside, through awaits', async () => {
    const traceparent = newTraceparent()
    const inside = await runWithTrace(traceparent, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return currentTrace()
    })
    expect(inside?.traceparent).toBe(traceparent)
    expect(currentTrace()).toBeUndefined()
  })

  it('is new each time, however many are made', () => {
    const made = Array.from({ length: 1_000 }, newTraceparent)
    expect(new Set(made).size).toBe(1_000)
    for (const traceparent of made) {
      expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    }
  })

  it.each(['', 'rubbish', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])(
    'starts anew from %j',
    (header) => {
      expect(runWithTrace(header, () => currentTrace()?.traceId)).toMatch(/^(?!0{32})[0-9a-f]{32}$/)
    },
  )
})
