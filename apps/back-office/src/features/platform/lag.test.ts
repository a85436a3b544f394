import { describe, expect, it } from 'vitest'
import { lagOf } from './lag.ts'

const of = (producer: string, waiting: number, oldestWaitingAt?: string) => ({
  ...{ producer, position: '1-0', behind: waiting + 1, waiting },
  ...(oldestWaitingAt !== undefined && { oldestWaitingAt }),
})

describe('the lag of a service', () => {
  it('is that of all its producers, and as old as the oldest of them', () => {
    const early = '2026-11-30T10:00:00.000Z'
    const late = '2026-11-30T11:00:00.000Z'
    expect(lagOf({ producers: [of('orders', 2, late), of('payments', 1, early)] })).toEqual({
      ...{ waiting: 3, behind: 5, oldestWaitingAt: early },
    })
  })

  it('is nothing where nothing waits', () => {
    expect(lagOf({ producers: [] })).toEqual({ waiting: 0, behind: 0 })
    expect(lagOf({ producers: [of('orders', 0)] }).oldestWaitingAt).toBeUndefined()
  })
})
