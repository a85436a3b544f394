import { expect, it } from 'vitest'
import { choiceIn, mostChosen, readHandOverSearch } from './hand-over-search.ts'

const named = (n: number) => Array.from({ length: n }, (_, index) => `shp_${index}`).join(',')

it('hands over all that waits when nothing is chosen, and only then', () => {
  expect(readHandOverSearch({})).toEqual({})
  expect(readHandOverSearch({ only: ['shp_1'] })).toEqual({ only: '' })
  const long = 'x'.repeat(9_000)
  expect(readHandOverSearch({ only: long })).toEqual({ only: long })
})

it('takes nothing of a choice that is too long', () => {
  expect(choiceIn('shp_1,shp_2,shp_1')).toEqual({ ids: ['shp_1', 'shp_2'], isTooLong: false })
  expect(choiceIn(named(mostChosen))).toMatchObject({ isTooLong: false })
  expect(choiceIn(named(mostChosen + 1))).toEqual({ ids: [], isTooLong: true })
  expect(choiceIn('')).toEqual({ ids: [], isTooLong: false })
})
