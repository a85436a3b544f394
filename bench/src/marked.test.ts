import { describe, expect, it } from 'vitest'
import { withMarked } from './marked.ts'

describe('a text in a page', () => {
  it('stands between its marks, again and again', () => {
    const page = 'before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n'
    const once = withMarked(page, 'bench', 'new')
    expect(once).toBe('before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n')
    expect(withMarked(once, 'bench', 'new')).toBe(once)
  })

  it('does not guess where it belongs', () => {
    const page = '<!-- matrix -->\n<!-- /matrix -->\n'
    expect(() => withMarked(page, 'bench', 'new')).toThrow('no place for the report')
  })
})
