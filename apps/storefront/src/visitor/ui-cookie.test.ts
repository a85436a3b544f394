import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readUiNote, subscribe } from './ui-cookie.ts'

const noteOf = (note: object) => `a=1; comptoir_ui=${encodeURIComponent(JSON.stringify(note))}; b=2`

describe('the note for pages', () => {
  it('says how much is in the cart, a first name, and who it is without saying it', () => {
    const note = { count: 3, name: 'Ada', who: 'aGFzaA' }
    expect(readUiNote(noteOf(note))).toEqual(note)
    expect(readUiNote(noteOf({ count: 0, hasLeft: true }))).toEqual({ count: 0, hasLeft: true })
    expect(readUiNote('comptoir_ui=nonsense')).toEqual({ count: 0 })
  })

  describe('of a browser', () => {
    const browser = { cookie: '' }
    beforeEach(() => {
      vi.useFakeTimers()
      vi.stubGlobal('document', browser)
      vi.stubGlobal('window', new EventTarget())
    })
    afterEach(() => {
      vi.useRealTimers()
      vi.unstubAllGlobals()
    })

    it('is looked at by one timer for all who show it, and by none once nobody does', () => {
      const told = [vi.fn(), vi.fn(), vi.fn()]
      const ends = told.map((listener) => subscribe(listener))
      expect(vi.getTimerCount()).toBe(1)
      browser.cookie = noteOf({ count: 1 })
      vi.advanceTimersByTime(2_000)
      expect(told.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1])
      for (const end of ends) end()
      expect(vi.getTimerCount()).toBe(0)
    })

    it('is looked at when the page comes back', () => {
      const listener = vi.fn()
      const end = subscribe(listener)
      browser.cookie = noteOf({ count: 2 })
      window.dispatchEvent(new Event('pageshow'))
      expect(listener).toHaveBeenCalledTimes(1)
      end()
    })
  })
})
