import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NewPassword, toPassword } from './password.ts'

describe('a password', () => {
  it('is the same however its accents and spaces are typed', () => {
    expect(toPassword('cafe\u0301 au\u00a0lait')).toBe('café au lait')
  })

  it('has one form: making it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(toPassword(toPassword(text))).toBe(toPassword(text))
        expect(toPassword(text.normalize('NFD'))).toBe(toPassword(text.normalize('NFC')))
      }),
    )
  })

  it.each([
    ['fifteen characters', 'abcdefghijklmn ', true],
    ['fourteen', 'abcdefghijklmn', false],
    ['fourteen that count more in UTF-16', '🛒'.repeat(14), false],
    ['fifteen of two units each', '🛒'.repeat(15), true],
    ['fourteen and accents apart', `${'e\u0301'.repeat(14)}`, false],
    ['a line break', 'abcdefghijklmno\n', false],
    ['half of a character', 'abcdefghijklmno\ud83d', false],
    ['two hundred and one', 'ab'.repeat(100).concat('c'), false],
  ])('of %s', (_, text, isTaken) => {
    expect(NewPassword.safeParse(text).success).toBe(isTaken)
  })
})
