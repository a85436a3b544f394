import { describe, expect, it } from 'vitest'
import { createTabStorage } from './tab-storage.ts'

type Note = { readonly who?: string; readonly hasLeft?: true }

const left: Note = { hasLeft: true }

function openTab() {
  const kept = new Map<string, string>()
  let note: Note = {}
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    clear: () => kept.clear(),
  }
  /** Another page of the same tab, or this one loaded anew. */
  const load = () =>
    createTabStorage(
      () => storage,
      () => note,
    )
  return {
    tab: load(),
    load,
    kept,
    enter: (who: string | undefined) => {
      note = who === undefined ? {} : { who }
    },
    leave: () => {
      note = left
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
    const { tab, load, kept, enter } = openTab()
    enter('ada')
    tab.setItem('draft', 'of Ada')
    for (const who of others) {
      enter(who)
      tab.setItem('more', 'typed as a guest')
    }
    expect(load().getItem('draft')).toBeNull()
    expect([...kept.values()].join()).not.toContain('Ada')
  })

  it('is gone when all that somebody else does is read', () => {
    const { tab, enter } = openTab()
    enter('ada')
    tab.setItem('draft', 'of Ada')
    enter('grace')
    expect(tab.getItem('draft')).toBeNull()
  })

  it('is gone for a guest after its person signed out in another tab; what the guest types stays', () => {
    const { tab, load, kept, enter, leave } = openTab()
    enter('ada')
    tab.setItem('draft', 'of Ada')
    leave()
    expect([load().getItem('draft'), kept.size]).toEqual([null, 0])
    const page = load()
    page.setItem('draft', 'of a guest')
    enter('grace')
    expect([page.handOver(), load().getItem('draft')]).toEqual([false, 'of a guest'])
  })
})

describe('a page of somebody else than who is here', () => {
  const looks = (tab: ReturnType<typeof createTabStorage>) => void tab.handOver()
  const reads = (tab: ReturnType<typeof createTabStorage>) => void tab.getItem('draft')
  const types = (tab: ReturnType<typeof createTabStorage>) => tab.setItem('draft', 'of Ada')

  describe.each([
    ['before anything is typed', [looks, types]],
    ['after a keystroke', [types, looks]],
    ['after a look at the storage', [reads, types]],
  ])('that is noticed %s', (_, steps) => {
    it('keeps nothing for them, and is loaded anew: signed in in another window', () => {
      const { tab, load, kept, enter } = openTab()
      enter('ada')
      tab.setItem('draft', 'of Ada')
      enter('grace')
      for (const step of steps) step(tab)
      expect([tab.handOver(), load().getItem('draft')]).toEqual([true, null])
      expect([...kept.values()].join()).not.toContain('Ada')
    })

    it('keeps nothing for them, and is loaded anew: back after they signed in in this tab', () => {
      const { tab, load, enter } = openTab()
      enter('ada')
      tab.setItem('draft', 'of Ada')
      enter('grace')
      load().getItem('draft')
      load().setItem('draft', 'of Grace')
      for (const step of steps) step(tab)
      tab.removeItem('draft')
      expect([tab.handOver(), tab.getItem('draft')]).toEqual([true, null])
      expect(load().getItem('draft')).toBe('of Grace')
    })

    it('keeps nothing for a guest, and is loaded anew: its person signed out', () => {
      const { tab, kept, enter, leave } = openTab()
      enter('ada')
      tab.setItem('draft', 'of Ada')
      leave()
      for (const step of steps) step(tab)
      expect([tab.handOver(), kept.size]).toEqual([true, 0])
    })
  })

  it('is loaded anew by a browser that keeps nothing, too', () => {
    let who = 'ada'
    const keepsNothing = () => {
      throw new Error('SecurityError')
    }
    const tab = createTabStorage(keepsNothing, () => ({ who }))
    expect(tab.handOver()).toBe(false)
    who = 'grace'
    expect(tab.handOver()).toBe(true)
  })

  it('is not the one that is loaded anew', () => {
    const { tab, load, enter } = openTab()
    enter('ada')
    tab.handOver()
    enter('grace')
    expect([tab.handOver(), tab.handOver(), load().handOver()]).toEqual([true, true, false])
  })
})
