import { describe, expect, it } from 'vitest'
import { createTabStorage } from './tab-storage.ts'

function openTab() {
  const kept = new Map<string, string>()
  let person: string | undefined
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    clear: () => kept.clear(),
  }
  const tab = createTabStorage(
    () => storage,
    () => person,
  )
  return {
    tab,
    kept,
    enter: (who: string | undefined) => {
      person = who
    },
  }
}

describe('what was typed in a tab', () => {
  it('as a guest is there for who signs in', () => {
    const { tab, enter } = openTab()
    tab.setItem('draft', 'of a guest')
    enter('ada')
    expect([tab.handOver(), tab.getItem('draft')]).toEqual([false, 'of a guest'])
  })

  it('is there again for the same person after their session ended', () => {
    const { tab, enter } = openTab()
    enter('ada')
    tab.setItem('draft', 'of Ada')
    enter(undefined)
    expect(tab.getItem('draft')).toBe('of Ada')
    enter('ada')
    expect([tab.handOver(), tab.getItem('draft')]).toEqual([false, 'of Ada'])
  })

  it.each([
    ['at once', ['grace']],
    ['after the session ended', [undefined, 'grace']],
  ])('is gone when somebody else signs in: %s', (_, others) => {
    const { tab, kept, enter } = openTab()
    enter('ada')
    tab.setItem('draft', 'of Ada')
    for (const who of others) {
      enter(who)
      tab.setItem('more', 'typed as a guest')
    }
    expect(tab.getItem('draft')).toBeNull()
    expect([...kept.values()].join()).not.toContain('Ada')
  })

  it('is gone when all that somebody else does is read', () => {
    const { tab, enter } = openTab()
    enter('ada')
    tab.setItem('draft', 'of Ada')
    enter('grace')
    expect(tab.getItem('draft')).toBeNull()
  })

  it('says once that it is of somebody else now', () => {
    const { tab, enter } = openTab()
    enter('ada')
    tab.handOver()
    enter('grace')
    expect([tab.handOver(), tab.handOver()]).toEqual([true, false])
  })
})
