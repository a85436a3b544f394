import { expect, it } from 'vitest'
import { colourOf, isColourOption } from './swatch.ts'

it('knows the colours that shops name, in both languages, and no other word', () => {
  expect(colourOf('Rouge ')).toBe(colourOf('red'))
  expect(colourOf('constructor')).toBeUndefined()
  expect(colourOf('camouflage')).toBeUndefined()
  expect([isColourOption('Couleur'), isColourOption('size')]).toEqual([true, false])
})
