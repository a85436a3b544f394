import { expect, it } from 'vitest'
import { localMoment } from './local-moment.ts'

it.each(['2026-11-30T23:44:57.001Z', '2026-11-30T23:44:57.999Z'])(
  'is not before what happened in the second that runs: %s',
  (now) => {
    expect(new Date(localMoment(new Date(now))).toISOString()).toBe('2026-11-30T23:44:58.000Z')
  },
)

it('is the second itself when it just began', () => {
  const now = '2026-11-30T23:44:57.000Z'
  expect(new Date(localMoment(new Date(now))).toISOString()).toBe(now)
})
