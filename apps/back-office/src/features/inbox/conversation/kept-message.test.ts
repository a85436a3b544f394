import { describe, expect, it } from 'vitest'
import { keptMessage, readMessage } from './kept-message.ts'

describe('what is being written', () => {
  it('is read as it was kept, with the id that it was sent under', () => {
    const draft = { text: 'Bonjour', sent: { clientMsgId: 'id-1', body: 'Bonjour' } }
    expect(readMessage(keptMessage(draft))).toEqual(draft)
    expect(readMessage(keptMessage({ text: 'Bonjour' }))).toEqual({ text: 'Bonjour' })
  })

  it('leaves nothing once it is empty', () => {
    expect(keptMessage({ text: '' })).toBe('')
    expect(readMessage('')).toEqual({ text: '' })
    expect(readMessage('no JSON')).toEqual({ text: '' })
  })
})
