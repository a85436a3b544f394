import { expect, it } from 'vitest'
import { formatRate } from './rate.ts'

it('is read with its sign', () => {
  expect(formatRate(550, 'en')).toBe('5.5%')
  expect(formatRate(550, 'fr')).toMatch(/^5,5\s%$/)
})
