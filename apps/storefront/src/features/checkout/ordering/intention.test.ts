import { describe, expect, it } from 'vitest'
import { createIntentions, isFresh } from './intention.ts'

function openTab(kept = new Map<string, string>(), now = 0) {
  let made = 0
  const keeper = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  return {
    kept,
    intentions: createIntentions<object>(
      'order',
      keeper,
      () => `key-${++made}`,
      () => now,
    ),
  }
}

describe('a wish to order', () => {
  it('has one key however often it is sent, also after a reload', () => {
    const { intentions, kept } = openTab()
    const body = { cartId: 'cart_1', total: 10 }
    expect([intentions.of(body).key, intentions.of({ ...body }).key]).toEqual(['key-1', 'key-1'])
    expect(openTab(kept).intentions.pending()).toEqual({ key: 'key-1', body, at: 0 })
    expect(openTab(kept).intentions.of(body).key).toBe('key-1')
  })

  it('that is another one, or comes after the last answer, has another key', () => {
    const { intentions } = openTab()
    intentions.of({ total: 10 })
    expect(intentions.of({ total: 12 }).key).toBe('key-2')
    intentions.end()
    expect(intentions.pending()).toBeUndefined()
    expect(intentions.of({ total: 12 }).key).toBe('key-3')
  })

  it('goes on by itself for two minutes only, until the shopper says so again', () => {
    const { intentions, kept } = openTab()
    const wish = intentions.of({ total: 10 })
    expect([isFresh(wish, 120_000), isFresh(wish, 120_001)]).toEqual([true, false])
    const again = openTab(kept, 3_600_000).intentions.of({ total: 10 })
    expect([again.key, isFresh(again, 3_610_000)]).toEqual(['key-1', true])
  })

  it('of which nobody knows when it was sent does not', () => {
    const { intentions } = openTab(new Map([['order', '{"key":"key-0","body":{}}']]))
    const old = intentions.pending()
    expect(old && isFresh(old, 0)).toBe(false)
  })

  it('survives what is no wish at all in its place', () => {
    const { intentions } = openTab(new Map([['order', '{nonsense']]))
    expect(intentions.pending()).toBeUndefined()
    expect(intentions.of({}).key).toBe('key-1')
  })
})
