import { expect, it } from 'vitest'
import { instantOf } from './shop-time.ts'

it.each([
  ['2027-01-13T08:00', '2027-01-13T07:00:00.000Z'],
  ['2027-07-14T00:00:00', '2027-07-13T22:00:00.000Z'],
  ['2027-01-13T08:00:00-05:00', '2027-01-13T13:00:00.000Z'],
  ['2027-01-13T08:00:00Z', '2027-01-13T08:00:00.000Z'],
])('reads %s as %s', (moment, instant) => {
  expect(instantOf(moment)).toBe(instant)
})

it('moves a time that the clocks skip on by an hour, and takes the first of one that they show twice', () => {
  expect(instantOf('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z')
  expect(instantOf('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z')
})

it.each([
  '0000-01-01T00:00:00+10:00',
  '9999-12-31T23:59:59-10:00',
  '2027-01-13T08:00:00.1234567891Z',
])('has no instant for %s', (moment) => {
  expect(instantOf(moment)).toBeUndefined()
})
