import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressLines } from './address-lines.ts'

const text = fc
  .string({ minLength: 1, maxLength: 100, unit: 'binary' })
  .filter((t) => t.trim() !== '')
const address = fc.record(
  {
    recipient: text,
    company: text,
    line1: text,
    line2: text,
    line3: text,
    postalCode: fc.constantFrom('75010', '01000', '20 090'),
    city: text,
    countryCode: fc.constantFrom('FR', 'MC'),
  },
  { requiredKeys: ['recipient', 'line1', 'postalCode', 'city', 'countryCode'] },
)

describe('addressLines', () => {
  it('has at most six lines of 38 characters, whatever the address', () => {
    fc.assert(
      fc.property(address, (given) => {
        const lines = addressLines(given)
        expect(lines.length).toBeLessThanOrEqual(6)
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(38)
      }),
    )
  })

  it('ends with the postal code and the town in capitals, without accents or punctuation', () => {
    const lines = addressLines({
      recipient: 'Camille Lefèvre',
      line1: '12 bis, rue de l’Œuvre',
      line2: 'Bâtiment C, 3e étage',
      postalCode: '42 000',
      city: 'Saint-Étienne',
      countryCode: 'FR',
    })
    expect(lines).toEqual([
      'Camille Lefèvre',
      'Bâtiment C, 3e étage',
      '12 BIS RUE DE L OEUVRE',
      '42000 SAINT ETIENNE',
    ])
  })

  it('names the country when it is not France', () => {
    const monaco = {
      recipient: 'Louis',
      line1: '1 avenue',
      postalCode: '98000',
      city: 'Monaco',
      countryCode: 'MC',
    }
    expect(addressLines(monaco).slice(-2)).toEqual(['98000 MONACO', 'MONACO'])
  })

  it('wraps a long line where there is room for one more', () => {
    const lines = addressLines({
      recipient: 'Marie-Antoinette de la Rochefoucauld-Montmorency',
      line1: '1 rue',
      postalCode: '75001',
      city: 'Paris',
      countryCode: 'FR',
    })
    expect(lines.slice(0, 2)).toEqual(['Marie-Antoinette de la', 'Rochefoucauld-Montmorency'])
  })
})
