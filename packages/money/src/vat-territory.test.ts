import { describe, expect, it } from 'vitest'
import { vatCountries, vatTerritoryOf } from './vat-territory.ts'

const at = (countryCode: string, postalCode: string) => vatTerritoryOf({ countryCode, postalCode })
const france = { area: 'eu', countryCode: 'FR' }

describe('the VAT territory', () => {
  it.each([
    ['mainland France', 'FR', '75002', france],
    ['Monaco', 'MC', '98000', france],
    ['Monaco, addressed as in France', 'FR', '98000', france],
    ['Ajaccio', 'FR', '20000', { ...france, region: 'FR-20R' }],
    ['Bastia, with a space', 'FR', '20 200', { ...france, region: 'FR-20R' }],
    ['Lisbon', 'PT', '1100-148', { area: 'eu', countryCode: 'PT' }],
    ['Funchal', 'PT', '9000-082', { area: 'eu', countryCode: 'PT', region: 'PT-30' }],
    ['Ponta Delgada', 'PT', '9500-150', { area: 'eu', countryCode: 'PT', region: 'PT-20' }],
    ['Berlin', 'DE', '10115', { area: 'eu', countryCode: 'DE' }],
    ['Belfast', 'GB', 'BT1 5GS', { area: 'eu', countryCode: 'XI' }],
  ])('of %s is in the EU', (_, countryCode, postalCode, territory) => {
    expect(at(countryCode, postalCode)).toEqual(territory)
  })

  it.each([
    ['FR', '97110'],
    ['FR', '97400'],
    ['FR', '97600'],
    ['FR', '98714'],
    ['GP', '97110'],
    ['RE', '97400'],
    ['YT', '97600'],
    ['NC', '98800'],
  ])('of %s %s is overseas: an export from the mainland', (countryCode, postalCode) => {
    expect(at(countryCode, postalCode)).toEqual({ area: 'outside', isOverseas: true })
  })

  it.each([
    ['the Canary Islands', 'ES', '35001'],
    ['Ceuta', 'ES', '51001'],
    ['Åland', 'FI', '22100'],
    ['Åland, by its own code', 'AX', '22100'],
    ['Heligoland', 'DE', '27498'],
    ['Livigno', 'IT', '23041'],
    ['Mount Athos', 'GR', '630 86'],
    ['Greenland', 'GL', '3900'],
    ['Switzerland', 'CH', '1200'],
    ['London', 'GB', 'EC1A 1BB'],
    ['the Vatican', 'VA', '00120'],
  ])('of %s is outside', (_, countryCode, postalCode) => {
    expect(at(countryCode, postalCode)).toEqual({ area: 'outside', isOverseas: false })
  })

  it('counts 27 member states and Northern Ireland', () => {
    expect(new Set(vatCountries).size).toBe(28)
  })
})
