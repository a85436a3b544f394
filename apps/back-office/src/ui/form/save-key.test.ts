import { describe, expect, it } from 'vitest'
import { formToSave, isSaveKey } from './save-key.ts'

const none = {
  ...{ ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...{ repeat: false, defaultPrevented: false },
}

describe('the key that saves', () => {
  it('is Ctrl S, or ⌘ S', () => {
    expect(isSaveKey({ ...none, key: 's', ctrlKey: true })).toBe(true)
    expect(isSaveKey({ ...none, key: 'S', metaKey: true })).toBe(true)
    expect(isSaveKey({ ...none, key: 's' })).toBe(false)
  })

  it.each([{ shiftKey: true }, { altKey: true }, { repeat: true }, { defaultPrevented: true }])(
    'is left to whom it belongs with %o',
    (more) => {
      expect(isSaveKey({ ...none, key: 's', ctrlKey: true, ...more })).toBe(false)
    },
  )

  it('sends the form that one types in, and no other of the page', () => {
    const [a, b] = [{}, {}]
    expect(formToSave([a, b], b)).toBe(b)
    expect(formToSave([a, b], undefined)).toBeUndefined()
    expect(formToSave([a], {})).toBe(a)
  })
})
