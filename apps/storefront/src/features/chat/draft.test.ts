import { describe, expect, it } from 'vitest'
import { afterArrival, emptyDraft, isEmail, withId } from './draft.ts'

const ids = () => {
  let made = 0
  return () => `id-${++made}`
}

describe('a draft', () => {
  it('that is sent again keeps its id; with another text it is another message', () => {
    const newId = ids()
    const first = withId({ ...emptyDraft, text: ' Bonjour ' }, newId)
    expect(first?.sent).toEqual({ clientMsgId: 'id-1', body: 'Bonjour' })
    const again = first && withId(first, newId)
    expect(again?.sent).toEqual(first?.sent)
    const other = first && withId({ ...first, text: 'Bonsoir' }, newId)
    expect(other?.sent).toEqual({ clientMsgId: 'id-2', body: 'Bonsoir' })
  })

  it('with nothing but spaces is not sent', () => {
    expect(withId({ ...emptyDraft, text: ' \n ' }, ids())).toBeUndefined()
  })

  it('is empty once its message arrived, and kept when another one did', () => {
    const sent = withId({ text: 'Bonjour', email: 'a@b.fr' }, ids())
    if (!sent) throw new Error('nothing to send')
    expect(afterArrival(sent, 'id-1')).toEqual({ text: '', email: 'a@b.fr' })
    expect(afterArrival(sent, 'id-9')).toBe(sent)
    expect(afterArrival(sent, undefined)).toBe(sent)
    expect(afterArrival({ ...sent, text: 'Et aussi' }, 'id-1')).toEqual({
      ...{ text: 'Et aussi', email: 'a@b.fr' },
    })
  })

  it.each([
    ['gaston@example.com', true],
    [' gaston@example.com ', true],
    ['gaston', false],
    ['gaston@example', false],
    ['a b@example.com', false],
    ['', false],
  ])('takes %j as an email: %s', (text, expected) => {
    expect(isEmail(text)).toBe(expected)
  })
})
