import { expect, it } from 'vitest'
import { formatMoney } from './money.ts'

const plain = (text: string) => text.replace(/\s/g, ' ')

it('writes minor units as people read them, in each language', () => {
  expect(plain(formatMoney({ amount: 1990, currency: 'EUR' }, 'fr'))).toBe('19,90 €')
  expect(plain(formatMoney({ amount: 123_456, currency: 'EUR' }, 'en'))).toBe('€1,234.56')
})

it('knows currencies without cents', () => {
  expect(plain(formatMoney({ amount: 1990, currency: 'JPY' }, 'fr'))).toBe(
    '1 990 JPY'.replace('JPY', 'JPY'),
  )
})
