import { describe, expect, it } from 'vitest'
import {
  beginTransmission,
  markSubmitted,
  noteFailedAttempt,
  recordNews,
  referenceOf,
  retryTransmission,
} from './transmission.ts'
import type { Transmission } from './transmission-store.ts'

const now = '2026-11-21T10:00:00.000Z'
const paper = { type: 'invoice', number: 'FA-2026-000001', orderId: 'ord_01' } as const
const begun = beginTransmission(paper, now)
const submitted = markSubmitted(begun, now)?.next ?? begun
const at = (minute: number) => `2026-11-21T11:${String(minute).padStart(2, '0')}:00.000Z`
const news = (
  status: 'deposited' | 'rejected' | 'approved',
  minute: number,
  reference: string = paper.number,
) => ({
  ...{ id: 'x', reference, status, at: at(minute) },
})
const after = (first: Transmission, ...all: ReturnType<typeof news>[]) =>
  all.reduce((state, one) => recordNews(state, one)?.next ?? state, first)

describe('a transmission', () => {
  it('that is not taken is tried again, later each time, and left to staff after twelve tries', () => {
    let state = begun
    const pauses: number[] = []
    for (let n = 0; n < 12; n += 1) {
      state = noteFailedAttempt(state, { error: 'no folder', now })?.next ?? state
      if (state.nextAttemptAt)
        pauses.push((Date.parse(state.nextAttemptAt) - Date.parse(now)) / 60_000)
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60])
    expect(state).toMatchObject({ status: 'failed', attempts: 12, lastError: 'no folder' })
    expect(retryTransmission(state, now)?.next).toMatchObject({ status: 'pending', submission: 1 })
  })

  it('has the newest status that the platform gave, in whatever order the news come, once', () => {
    const said = [news('deposited', 1), news('approved', 2)]
    for (const all of [said, said.toReversed(), [...said, ...said]]) {
      const { status, history } = after(submitted, ...all)
      expect(status).toBe('approved')
      expect(history.map((one) => one.status)).toEqual([
        ...['pending', 'submitted', 'deposited', 'approved'],
      ])
    }
  })

  it('of which news come before its submission is noted is not submitted again', () => {
    const state = after(begun, news('deposited', 1))
    expect(state).toMatchObject({ status: 'deposited' })
    expect(state.nextAttemptAt).toBeUndefined()
    expect(markSubmitted(state, now)).toBeUndefined()
  })

  it('that was rejected is submitted under another reference; what is said of the first one is past', () => {
    const rejected = after(submitted, news('deposited', 1), news('rejected', 2))
    const again = retryTransmission(rejected, at(3))?.next ?? rejected
    expect(referenceOf(again)).toBe('FA-2026-000001-2')
    expect(after(again, news('rejected', 4))).toBe(again)
    expect(after(again, news('deposited', 5, 'FA-2026-000001-2')).status).toBe('deposited')
  })

  it('that is on its way is not submitted again', () => {
    expect(() => retryTransmission(submitted, now)).toThrow('transition_refused')
    expect(retryTransmission(begun, now)).toBeUndefined()
  })
})
