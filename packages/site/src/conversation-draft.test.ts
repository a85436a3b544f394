import { describe, expect, it } from 'vitest'
import { afterArrival, withId } from './conversation-draft.ts'

const empty = { text: '', email: '' }
const ids = () => {
  let made = 0
  return () => `id-${++made}`
}

describe('a draft', () => {
  it('that is sent again keeps its id; with another text it is another message', () => {
    const newId = ids()
    const first = withId({ ...empty, text: ' Bonjour ' }, newId)
    expect(first?.sent).toEqual({ clientMsgId: 'id-1', body: 'Bonjour' })
    const again = first && withId(first, newId)
    expect(again?.sent).toEqual(first?.sent)
    const other = first && withId({ ...first, text: 'Bonsoir' }, newId)
    expect(other?.sent).toEqual({ clientMsgId: 'id-2', body: 'Bonsoir' })
  })

  it('with nothing but spaces is not sent', () => {
    expect(withId({ ...empty, text: ' \n ' }, ids())).toBeUndefined()
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
})
