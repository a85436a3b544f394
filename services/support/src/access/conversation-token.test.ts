import { describe, expect, it } from 'vitest'
import { createConversationTokens, keyFor } from './conversation-token.ts'

const keyOf = (secret: string) => keyFor(secret, 'tokens')
const before = createConversationTokens(keyOf('before'))

describe('the token of a guest', () => {
  it('opens one conversation, in one generation', () => {
    const token = before.tokenOf('cnv_1', 1)
    expect(before.opens(token, 'cnv_1', 1)).toBe(true)
    expect(before.opens(token, 'cnv_1', 2)).toBe(false)
    expect(before.opens(token, 'cnv_2', 1)).toBe(false)
    expect(before.opens(token.replace('cnv_1', 'cnv_2'), 'cnv_2', 1)).toBe(false)
  })

  it('that an earlier key signed opens as long as that key is given, and new ones have the new key', () => {
    const token = before.tokenOf('cnv_1', 1)
    const after = createConversationTokens(keyOf('after'), [keyOf('before')])
    expect(after.opens(token, 'cnv_1', 1)).toBe(true)
    expect(before.opens(after.tokenOf('cnv_1', 1), 'cnv_1', 1)).toBe(false)
    expect(createConversationTokens(keyOf('after')).opens(token, 'cnv_1', 1)).toBe(false)
  })

  it('that is none of ours opens nothing', () => {
    for (const token of [
      '',
      'cnv_1',
      'cnv_1.',
      `cnv_1.${'A'.repeat(43)}`,
      `cnv_1.${'é'.repeat(43)}`,
    ])
      expect(before.opens(token, 'cnv_1', 1)).toBe(false)
  })
})
