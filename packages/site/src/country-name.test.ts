import { expect, it } from 'vitest'
import { countryName } from './country-name.ts'

it('a country has its name in each language, or its code', () => {
  expect(countryName('GB', 'fr')).toBe('Royaume-Uni')
  expect(countryName('GB', 'en')).toBe('United Kingdom')
  expect(countryName('QX', 'en')).toBe('QX')
})
