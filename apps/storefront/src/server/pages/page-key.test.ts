import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageKey } from './page-key.ts'

describe('the key of a page', () => {
  it('is its address in one form: known parameters, sorted, each once', () => {
    expect(pageKey('/fr/c/lampes?page=1&utm_source=x&brand=b&brand=a&brand=b')?.url).toBe(
      '/fr/c/lampes?brand=a&brand=b',
    )
    expect(pageKey('/en/search?q=lamp&sort=price&sort=title')?.url).toBe(
      '/en/search?q=lamp&sort=title',
    )
    expect(pageKey('/fr/p/mug?sku=MUG-1&page=4')?.url).toBe('/fr/p/mug?sku=MUG-1')
  })

  it('drops what cannot be a value', () => {
    expect(pageKey('/fr/search?page=0&min=-1&stock=yes&sort=random&q=')?.url).toBe('/fr/search')
    expect(pageKey('/fr/c/lampes?attr.constructor=1&attr.1x=2&toString=3')?.url).toBe(
      '/fr/c/lampes?attr.constructor=1',
    )
  })

  it.each(['/fr/cart', '/fr/account', '/bff/session', '/de', '/fr/c/Lampes', '/fr/c/../cart', '/'])(
    'is none for %s: such a page is not the same for everyone',
    (path) => expect(pageKey(path)).toBeUndefined(),
  )

  it('is the same for the address that it says, whatever was asked', () => {
    const queries = fc.array(
      fc.tuple(
        fc.constantFrom('q', 'page', 'brand', 'min', 'sort', 'attr.x', 'sku', 'z', '__proto__'),
        fc.string({ maxLength: 12, unit: 'grapheme' }),
      ),
    )
    fc.assert(
      fc.property(queries, (pairs) => {
        const query = new URLSearchParams(pairs).toString()
        const key = pageKey(`/fr/search?${query}`)
        expect(pageKey(key?.url ?? '')).toEqual(key)
      }),
    )
  })

  it('holds a flood of values down', () => {
    const flood = Array.from({ length: 500 }, (_, n) => `brand=${n}`).join('&')
    expect(new URL(`http://x${pageKey(`/fr/search?${flood}`)?.url}`).searchParams.size).toBe(20)
  })
})
