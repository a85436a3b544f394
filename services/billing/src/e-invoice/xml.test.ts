import { describe, expect, it } from 'vitest'
import { element, elementWith, optional, writeXml } from './xml.ts'

describe('writeXml', () => {
  it('escapes texts and attributes, and leaves out what XML cannot write', () => {
    const text = 'a < b & "c"\u0000\ufffe\ud800\nd'
    expect(writeXml(elementWith('x', { y: text }, text))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<x y="a &lt; b &amp; &quot;c&quot; d">a &lt; b &amp; &quot;c&quot; d</x>\n',
    )
  })

  it('leaves out an element of an empty text', () => {
    const root = element('x', optional('y', ' '), optional('z', undefined), [element('v', '1')])
    expect(writeXml(root)).toContain('<x>\n  <v>1</v>\n</x>')
  })
})
