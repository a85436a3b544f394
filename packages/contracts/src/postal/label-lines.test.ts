import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LabelAddress, layOutLabel } from './label-lines.ts'
import { capitals } from './postal-norm.ts'

const camille = {
  recipient: 'Camille Lefèvre',
  line1: '18 rue de l’Échiquier',
  postalCode: '75010',
  city: 'Paris',
  countryCode: 'FR',
}
const linesOf = (given: Partial<LabelAddress>) => layOutLabel({ ...camille, ...given }).lines
const issuesOf = (given: Partial<LabelAddress>) =>
  layOutLabel({ ...camille, ...given }).issues.map(({ path, code }) => `${path.join('.')} ${code}`)

describe('the lines of a label', () => {
  it('end with the postal code and the town in capitals, without accents or punctuation', () => {
    const given = {
      line1: '12 bis, rue de l’Œuvre',
      line2: 'Bâtiment C, 3e étage',
      postalCode: '42 000',
      city: 'Saint-Étienne',
    }
    expect(linesOf(given)).toEqual([
      'Camille Lefèvre',
      'Bâtiment C, 3e étage',
      '12 BIS RUE DE L OEUVRE',
      '42000 SAINT ETIENNE',
    ])
  })

  it('name the country when it is not France', () => {
    const monaco = { postalCode: '98000', city: 'Monaco', countryCode: 'MC' }
    expect(linesOf(monaco).slice(-2)).toEqual(['98000 MONACO', 'MONACO'])
    expect(linesOf({ countryCode: 'DE', city: 'Köln' }).at(-1)).toBe('ALLEMAGNE')
  })

  it('are abbreviated as the post does, and only where they are too long', () => {
    expect(linesOf({ line1: '127 bis avenue du Maréchal de Lattre de Tassigny' })[1]).toBe(
      '127 B AV DU MAL DE LATTRE DE TASSIGNY',
    )
    expect(linesOf({ line1: '3 boulevard Saint-Michel' })[1]).toBe('3 BOULEVARD SAINT MICHEL')
    expect(linesOf({ city: 'Saint-Germain-de-Tallevende-la-Lande-Vaumont' }).at(-1)).toBe(
      '75010 ST GERMAIN DE TALLEVENDE LA LANDE VAUMONT'.slice(0, 47),
    )
  })

  it('wrap where a name is longer than a line', () => {
    const recipient = 'Marie-Antoinette de la Rochefoucauld-Montmorency'
    expect(linesOf({ recipient }).slice(0, 2)).toEqual([
      'Marie-Antoinette de la Rochefoucauld-',
      'Montmorency',
    ])
    const line2 = 'Résidence Les Jardins du Luxembourg, bâtiment C, escalier 4'
    expect(linesOf({ line2 }).slice(1, 3)).toEqual([
      'RES Les Jardins du Luxembourg, BAT C,',
      'ESC 4',
    ])
  })

  it('put both lines of details on one where there is no other room', () => {
    const given = { company: 'Menuiserie', line2: 'Bâtiment C', line3: 'Escalier 4' }
    const monaco = { ...given, postalCode: '98000', city: 'Monaco', countryCode: 'MC' }
    expect(linesOf(given)).toHaveLength(6)
    expect(linesOf(monaco)).toHaveLength(6)
    expect(linesOf(monaco)[2]).toBe('Bâtiment C Escalier 4')
    expect(issuesOf(monaco)).toEqual([])
  })

  it('take compatible letters as what they stand for', () => {
    expect(linesOf({ recipient: 'Ｃａｍｉｌｌｅ ﬁls' })[0]).toBe('Camille fils')
  })

  it('take the Latin form where one is given', () => {
    const given = { recipient: '李小龙', latin: { recipient: 'Li Xiaolong' } }
    expect(linesOf(given)[0]).toBe('Li Xiaolong')
    expect(issuesOf(given)).toEqual([])
  })
})

describe('what a label cannot print', () => {
  it('names the field and why', () => {
    expect(issuesOf({ recipient: '李小龙', line1: 'شارع الجمهورية 5' })).toEqual([
      'recipient latin_required',
      'line1 latin_required',
    ])
    expect(issuesOf({ line2: 'Maison 🏠', phone: '٠٦١٢٣٤' })).toEqual([
      'line2 not_printable',
      'phone not_printable',
    ])
    expect(issuesOf({ company: 'A'.repeat(39) })).toEqual(['company too_long'])
    expect(issuesOf({ city: 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson' })).toEqual([
      'city too_long',
    ])
    expect(issuesOf({ recipient: '李', latin: { recipient: 'Ли' } })).toEqual([
      'latin.recipient latin_required',
    ])
  })

  it('is an address that takes more lines than there are', () => {
    const long = 'Résidence Les Jardins du Luxembourg, derrière la grande fontaine'
    expect(issuesOf({ company: 'Menuiserie', line2: long, line3: long })).toEqual([
      'line2 too_many_lines',
      'line3 too_many_lines',
    ])
  })
})

const line = fc.string({ minLength: 1, maxLength: 100, unit: 'binary' })
const words = fc
  .array(fc.constantFrom('avenue', 'Saint-Jean', 'résidence', 'du', '12', 'Œuvre', 'bâtiment'), {
    minLength: 1,
    maxLength: 14,
  })
  .map((some) => some.join(' '))
const text = fc.oneof(line, words)
const address = fc.record(
  {
    recipient: text,
    company: text,
    line1: text,
    line2: text,
    line3: text,
    postalCode: fc.constantFrom('75010', '01000', '20 090'),
    city: text,
    countryCode: fc.constantFrom('FR', 'MC', 'DE'),
  },
  { requiredKeys: ['recipient', 'line1', 'postalCode', 'city', 'countryCode'] },
)

describe('any address', () => {
  it('has six lines of 38 characters at most, or an issue', () => {
    fc.assert(
      fc.property(address, (given) => {
        const { lines, issues } = layOutLabel(given)
        if (issues.length > 0) return
        expect(lines.length).toBeLessThanOrEqual(6)
        expect(Math.max(...lines.map((printed) => printed.length))).toBeLessThanOrEqual(38)
      }),
      { numRuns: 500 },
    )
  })

  it('is printed whole: each number and each word that has no short form', () => {
    fc.assert(
      fc.property(address, (given) => {
        const printed = capitals(layOutLabel(given).lines.join(' ').normalize('NFKC'))
        for (const word of ['12', 'OEUVRE', 'JEAN', 'DU']) {
          const count = (whole: string) =>
            whole.split(new RegExp(`(?<![A-Z])${word}(?![A-Z])`)).length
          const fields = [
            given.recipient,
            given.company,
            given.line1,
            given.line2,
            given.line3,
            given.city,
          ]
          const written = capitals(fields.filter(Boolean).join(' ').normalize('NFKC'))
          expect(count(printed)).toBeGreaterThanOrEqual(count(written))
        }
      }),
      { numRuns: 300 },
    )
  })
})
