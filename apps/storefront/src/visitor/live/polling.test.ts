import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPolling } from './polling.ts'

describe('what is asked for from time to time', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is asked for less and less often', () => {
    const run = vi.fn()
    const polling = createPolling(run, () => false)
    vi.advanceTimersByTime(60_000)
    const often = run.mock.calls.length
    expect(often).toBeGreaterThanOrEqual(3)
    expect(often).toBeLessThanOrEqual(5)
    polling.stop()
    vi.advanceTimersByTime(60_000)
    expect(run).toHaveBeenCalledTimes(often)
  })

  it('is not asked for by a page that nobody sees', () => {
    const run = vi.fn()
    let isHidden = true
    createPolling(run, () => isHidden)
    vi.advanceTimersByTime(120_000)
    expect(run).not.toHaveBeenCalled()
    isHidden = false
    vi.advanceTimersByTime(40_000)
    expect(run).toHaveBeenCalled()
  })
})
