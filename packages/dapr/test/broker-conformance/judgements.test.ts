import { describe, expect, it } from 'vitest'
import { lateOf, repeated, unheard } from './judgements.ts'

const heard = (replica: string, what: string) => ({ replica, what })

describe('what the suite judges by', () => {
  it('is what each replica did not hear', () => {
    const runs = [
      heard('catalog', 'news-0'),
      heard('catalog', 'news-1'),
      heard('catalog-2', 'other'),
    ]
    const replicas = ['catalog', 'catalog-2']
    expect(unheard({ runs }, replicas, ['news-0', 'news-1'])).toEqual([
      'catalog-2: news-0',
      'catalog-2: news-1',
    ])
    expect(unheard({ runs }, ['catalog'], ['news-0', 'news-1'])).toEqual([])
  })

  it('is how many versions came after a newer one', () => {
    expect(lateOf(['a@1', 'a@2', 'a@3'])).toBe(0)
    expect(lateOf(['a@1', 'a@3', 'a@2', 'a@5', 'a@4'])).toBe(2)
  })

  it('is what was done again', () => {
    expect(repeated(['a', 'b', 'c'])).toEqual([])
    expect(repeated(['a', 'b', 'a', 'a'])).toEqual(['a', 'a'])
  })
})
