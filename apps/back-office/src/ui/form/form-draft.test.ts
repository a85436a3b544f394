import { describe, expect, it } from 'vitest'
import { drafted, groundOf, keepDraft, readDraft } from './form-draft.ts'

const saved = { name: 'Lampe', price: 1_990, note: '' }
type Saved = typeof saved

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  }
}

describe('a draft', () => {
  it('has what was changed only, and ends when that is taken back', () => {
    const begun = { base: saved, version: '3' }
    const draft = drafted(begun, { ...saved, price: 2_490 })
    expect(draft).toEqual({ base: saved, version: '3', changes: { price: 2_490 } })
    expect(drafted(begun, saved)).toBeUndefined()
  })

  it('outlives a reload with what it began with', () => {
    const store = memory()
    const draft = drafted({ base: saved, version: '3' }, { ...saved, name: 'Alba' })
    keepDraft(store, 'product', draft)
    expect(readDraft<Saved>(store, 'product', saved)).toEqual(draft)
    keepDraft(store, 'product', undefined)
    expect(readDraft<Saved>(store, 'product', saved)).toBeUndefined()
  })

  it('stays of the version that it began with; without versions it is of what is saved now', () => {
    const now = { base: { ...saved, price: 5 }, version: '4' }
    const begun = { base: saved, version: '3' }
    expect(groundOf(now, drafted(begun, { ...saved, name: 'Alba' }))).toEqual(begun)
    expect(groundOf(now, undefined)).toEqual(now)
    const plain = { base: saved, version: undefined }
    expect(groundOf(now, drafted(plain, { ...saved, name: 'Alba' }))).toEqual(now)
  })

  it.each(['no json', 'null', '{"base":{}}', '{"base":{},"changes":{"gone":1}}'])(
    'that is none of this form is forgotten: %s',
    (text) => {
      const store = memory()
      store.setItem('product', text)
      expect(readDraft<Saved>(store, 'product', saved)).toBeUndefined()
      expect(store.getItem('product')).toBeNull()
    },
  )

  it('is kept by no full store, and breaks nothing', () => {
    const full = {
      ...memory(),
      setItem() {
        throw new Error('quota exceeded')
      },
    }
    const draft = drafted({ base: saved, version: undefined }, { ...saved, name: 'Alba' })
    expect(() => keepDraft(full, 'product', draft)).not.toThrow()
  })
})
