import { describe, expect, it } from 'vitest'
import { AddressWish } from '../accounts/schemas.ts'
import { BillingAddress, PostalAddress } from './postal-address.ts'

const camille = {
  recipient: 'Camille Lefèvre',
  line1: '18 rue de l’Échiquier',
  postalCode: '75010',
  city: 'Paris',
  countryCode: 'FR',
}

describe('an address to bill', () => {
  it('may be in any script, and longer than a label', () => {
    const given = {
      ...camille,
      recipient: '李小龙',
      line2: 'Résidence des Jardins '.repeat(4).trim(),
    }
    expect(BillingAddress.safeParse(given).success).toBe(true)
    expect(PostalAddress.safeParse(given).success).toBe(false)
  })

  it('has something to be seen in each field that it needs', () => {
    const { error } = BillingAddress.safeParse({ ...camille, recipient: '\u200b\u2060' })
    expect(error?.issues).toMatchObject([
      { path: ['recipient'], params: { code: 'not_printable' } },
    ])
  })
})

describe('an address to ship to', () => {
  it('is checked once its fields are right', () => {
    const { error } = PostalAddress.safeParse({ ...camille, countryCode: 'France', city: '' })
    expect(error?.issues.map(({ path, code }) => [path, code])).toEqual([
      [['city'], 'too_small'],
      [['countryCode'], 'invalid_format'],
    ])
  })
})

describe('the country of an address that enters', () => {
  const entrances = [
    ['to ship to', PostalAddress],
    ['to bill', BillingAddress],
    ['in the book', AddressWish],
  ] as const

  it.each(entrances)('exists: of one %s', (_, schema) => {
    for (const countryCode of ['FR', 'MC', 'DE', 'XK', 'RE'])
      expect(schema.safeParse({ ...camille, countryCode }).success).toBe(true)
    for (const countryCode of ['ZZ', 'UK', 'EU', 'AN', 'fr', 'FRA', 'FR ', '']) {
      const { error } = schema.safeParse({ ...camille, countryCode })
      expect(error?.issues.map(({ path }) => path)).toEqual([['countryCode']])
    }
  })
})
