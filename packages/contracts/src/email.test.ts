import { describe, expect, it } from 'vitest'
import { Email, toEmail } from './email.ts'

describe('an email address', () => {
  it.each([
    ['camille@example.com', 'camille@example.com'],
    ['  Camille@Example.COM ', 'camille@example.com'],
    ['josé@example.com', 'josé@example.com'],
    ['jose\u0301@example.com', 'josé@example.com'],
    ['JOSÉ@example.com', 'josé@example.com'],
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    ['a@BÜCHER.example', 'a@xn--bcher-kva.example'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['a@bu\u0308cher.example', 'a@xn--bcher-kva.example'],
    ['用户@例子.广告', '用户@xn--fsqu00a.xn--4rr70v'],
    ['अजय@डाटा.भारत', 'अजय@xn--c2bd1gb.xn--h2brj9c'],
    ['a@例子。广告', 'a@xn--fsqu00a.xn--4rr70v'],
    ["o'neil+tag.x@sub.example.co.uk", "o'neil+tag.x@sub.example.co.uk"],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
    [`${'é'.repeat(32)}@example.com`, `${'é'.repeat(32)}@example.com`],
  ])('%s is %s', (text, email) => {
    expect(toEmail(text)).toBe(email)
    expect(toEmail(email)).toBe(email)
  })

  it.each([
    ['', 'nothing'],
    ['camille', 'no domain'],
    ['@example.com', 'no local part'],
    ['a@', 'an empty domain'],
    ['a@example', 'no top-level domain'],
    ['a@192.0.2.1', 'an address instead of a domain'],
    ['a@[192.0.2.1]', 'an address literal'],
    ['a@b@example.com', 'two signs'],
    ['a b@example.com', 'a space'],
    ['a..b@example.com', 'two dots'],
    ['.a@example.com', 'a dot first'],
    ['a.@example.com', 'a dot last'],
    ['a\u200Bb@example.com', 'an invisible sign'],
    ['a\u202Eb@example.com', 'a change of direction'],
    ['a@exa\u0000mple.com', 'a control character'],
    ['a@example.com/x', 'a path'],
    ['a@example.com:25', 'a port'],
    ['a@exam%70le.com', 'a percent sign'],
    ['a@-example.com', 'a label that starts with a hyphen'],
    [`a@${'b'.repeat(64)}.example`, 'a label over 63'],
    [`${'a'.repeat(65)}@example.com`, 'a local part over 64'],
    [`${'é'.repeat(33)}@example.com`, 'a local part over 64 octets'],
    [
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.example`,
      'over 254',
    ],
    ['a@xn--zzzzzzzz', 'no top-level domain'],
    ['<a@example.com>', 'brackets'],
    ['"a b"@example.com', 'a quoted local part'],
  ])('%s is none: %s', (text) => {
    expect(Email.safeParse(text).success).toBe(false)
  })
})
