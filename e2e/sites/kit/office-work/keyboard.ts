import { expect, type Locator, type Page } from '@playwright/test'

/** What a page may want at most, from where one is to what one came for. */
const mostTabs = 15

const isFocused = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement)

/** No field has the focus any more: the keys of the page work. */
export const leaveField = (page: Page): Promise<void> =>
  page.evaluate(() => (document.activeElement as HTMLElement).blur())

/** Somebody without a mouse: each press is counted, and the time is taken from here on. */
export function keysOf(page: Page) {
  const start = Date.now()
  let presses = 0
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
    for (let tabs = 0; !(await isFocused(target)); tabs += 1) {
      expect(tabs, `Tabs to ${target}`).toBeLessThan(mostTabs)
      await press(key)
    }
  }
  return {
    ...{ press, type, tabTo },
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
    /** Says what it took. */
    report: (what: string) => console.log(`${what}: ${presses} keys, ${Date.now() - start} ms`),
  }
}
