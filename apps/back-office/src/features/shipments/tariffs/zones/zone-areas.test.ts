import { describe, expect, it } from 'vitest'
import { areasText, readAreas } from './zone-areas.ts'

const areas = [
  { countryCode: 'FR', postalPrefixes: ['20', '98'] },
  { countryCode: 'MC', postalPrefixes: [] },
]

describe('the areas of a zone', () => {
  it('are the same after they were shown', () => {
    expect(areasText(areas)).toBe('FR 20, 98\nMC')
    expect(readAreas(areasText(areas))).toEqual(areas)
  })

  it('are read as people write them', () => {
    expect(readAreas(' fr: 20;98 \n\n mc ')).toEqual(areas)
    expect(readAreas('')).toEqual([])
  })

  it.each(['France', 'F 20', 'FR 2-0', '20'])('are none of %s', (text) => {
    expect(readAreas(text)).toBeUndefined()
  })
})
