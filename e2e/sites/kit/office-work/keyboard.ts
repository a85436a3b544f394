import { expect, type Locator, type Page } from '@playwright/test'

/** What a page may want at most, from where one is to what one came for. */
const mostTabs = 12

const isFocused = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement)

/** Somebody without a mouse: each press is counted, and the time is taken from here on. */
export function keysOf(page: Page) {
  const start = Date.now()
  let presses = 0
  let longestTabs = 0
  async function press(key: string): Promise<void> {
    presses += 1
    await page.keyboard.press(key)
  }
  async function type(text: string): Promise<void> {
    presses += text.length
    await page.keyboard.type(text)
  }
  /** Goes on with Tab until something has the focus; `key` is Shift+Tab on the way back. */
  async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
    await expect(target).toBeVisible()
    let tabs = 0
    for (; !(await isFocused(target)); tabs += 1) {
      expect(tabs, `Tabs to ${target}`).toBeLessThan(mostTabs)
      await press(key)
    }
    longestTabs = Math.max(longestTabs, tabs)
  }
  /** Goes on with a key until something has the focus, as in a tree. */
  async function walkTo(target: Locator, key: string, most: number): Promise<void> {
    for (let steps = 0; !(await isFocused(target)); steps += 1) {
      expect(steps, `${key} to ${target}`).toBeLessThan(most)
      await press(key)
    }
  }
  return {
    ...{ press, type, tabTo, walkTo },
    async activate(target: Locator): Promise<void> {
      await tabTo(target)
      await press('Enter')
    },
    /** Opens what the search of everything finds first: a page by its name, an order by its number. */
    async open(words: string): Promise<void> {
      await press('Control+k')
      await type(words)
      // a hint may stand behind its name
      const hit = page.getByRole('option', { name: new RegExp(`^${words}`) }).first()
      await expect(hit).toHaveAttribute('aria-selected', 'true')
      await press('Enter')
    },
    /** Says what it took, as a line of a table: keys, the longest way by Tab, and seconds. */
    report(what: string): void {
      const seconds = ((Date.now() - start) / 1_000).toFixed(1)
      console.log(`| ${what} | ${presses} keys | ${longestTabs} Tabs at most | ${seconds} s |`)
    },
  }
}
