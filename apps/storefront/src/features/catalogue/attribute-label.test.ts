import { expect, it } from 'vitest'
import { attributeLabel } from './attribute-label.ts'

it('names an attribute in the language of the page, one that the shop does not know by its words', () => {
  expect(attributeLabel('madeIn', 'fr')).toBe('fabriqué en')
  expect(attributeLabel('heatResistant', 'en')).toBe('heat resistant')
  expect(attributeLabel('toString', 'fr')).toBe('to string')
})
