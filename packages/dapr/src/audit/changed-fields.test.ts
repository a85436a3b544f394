import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changedFields } from './changed-fields.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')

describe('what the audit log shows of a change', () => {
  it('is each field that became another, before and after', () => {
    const before = { price: { amount: 900 }, tags: ['a'], title: 'Mug' }
    const after = { price: { amount: 1_000 }, tags: ['a', 'b'], title: 'Mug' }
    expect(changedFields(before, after, 'plain').fields).toEqual([
      { path: 'price.amount', before: 900, after: 1_000 },
      { path: 'tags.1', after: 'b' },
    ])
  })

  it('reads in every store as it was hashed: fractions and large numbers are texts', () => {
    const after = { weight: 0.1234567, many: 9_007_199_254_740_991, few: -3, half: '\ud83d' }
    const { fields } = changedFields({}, after, 'plain')
    expect(fields.map((field) => field.after)).toEqual([
      ...['0.1234567', '9007199254740991', -3],
      '\ufffd',
    ])
  })

  it('leaves out what a document keeps of its own changes', () => {
    const after = { size: 2, history: [{ size: 1 }] }
    const { fields } = changedFields({ size: 1, history: [] }, after, 'plain')
    expect(fields).toEqual([{ path: 'size', before: 1, after: 2 }])
  })

  it('hides secrets, of anything', () => {
    const { fields } = changedFields({}, { apiToken: 'abc', passwordHash: 'x' }, 'plain')
    expect(fields.map(({ after }) => after)).toEqual(['[hidden]', '[hidden]'])
  })

  it('hides what a trader is known by', () => {
    const trader = {
      ...{ siret: '12345678200002', tradeRegister: { number: '123456782' } },
      ...{ identityProof: { reference: 'safe/2026/0012' }, payoutAccount: { holder: 'Durand' } },
    }
    const { fields } = changedFields({}, trader, 'personal')
    expect(fields.map(({ after }) => after)).toEqual(Array(4).fill('[hidden]'))
  })

  it('is cut, and says how much it leaves out', () => {
    const many = Object.fromEntries(Array.from({ length: 75 }, (_, n) => [`f${n}`, n]))
    const { fields, more } = changedFields({}, many, 'plain')
    expect([fields.length, more]).toEqual([60, 15])
  })

  it('says nothing of a person, in any document that any service stores', () => {
    const files = globSync('services/*/test/stored/*.json', { cwd: root })
    expect(files.length).toBeGreaterThan(8)
    const said = files.flatMap((file) => {
      const documents: { value: { data: unknown } }[] = JSON.parse(
        readFileSync(join(root, file), 'utf8'),
      )
      return documents.flatMap(({ value }) =>
        changedFields({}, value.data, 'personal').fields.flatMap(({ after }) =>
          // ids name nobody
          typeof after === 'string' && !after.startsWith('usr_') ? [after] : [],
        ),
      )
    })
    const telling = said.filter((text) =>
      /@|camille|durand|\brue\b|\+33|^0\d{9}$|^\d{5}$/i.test(text),
    )
    expect([...new Set(telling)]).toEqual([])
  })
})
