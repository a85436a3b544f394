import { describe, expect, it } from 'vitest'
import { queryOf, readChoice } from './facet-url.ts'
import { narrowings } from './narrowings.ts'

describe('what narrows a list', () => {
  it('is named one by one, each with the list without it, from its first page', () => {
    const choice = readChoice({
      ...{ brand: ['Lueur', 'Bois & Fils'], stock: '1', page: '3', min: '2000', max: '5000' },
      ...{ 'attr.material': ['chêne'], q: 'lampe' },
    })
    const shown = narrowings(choice, 'fr').map(({ text, without }) => [
      text.replace(/\s/g, ' '),
      queryOf(without),
    ])
    const rest = 'q=lampe'
    const material = 'attr.material=ch%C3%AAne'
    const brands = 'brand=Bois+%26+Fils&brand=Lueur'
    expect(shown).toEqual([
      ['En stock', `?${material}&${brands}&max=5000&min=2000&${rest}`],
      ['20,00 € à 50,00 €', `?${material}&${brands}&${rest}&stock=1`],
      ['Lueur', `?${material}&brand=Bois+%26+Fils&max=5000&min=2000&${rest}&stock=1`],
      ['Bois & Fils', `?${material}&brand=Lueur&max=5000&min=2000&${rest}&stock=1`],
      ['chêne', `?${brands}&max=5000&min=2000&${rest}&stock=1`],
    ])
  })

  it('is nothing of a list that is whole', () => {
    expect(narrowings(readChoice({ q: 'lampe', sort: 'price' }), 'en')).toEqual([])
  })
})
