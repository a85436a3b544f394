import { expect, type Page } from '@playwright/test'
import {
  bestOfThree,
  budgets,
  expectWithin,
  heldBytes,
  interactionMs,
  usefulPaintMs,
} from '../../kit/measuring/timings.ts'
import { newOrder, openAs, test } from '../../kit/office.ts'
import { pretendOrders } from '../../kit/office-work/many-orders.ts'

const all = 10_000
/** Rows with data: a spacer stands for those that are not in sight. */
const dataRow = 'tbody tr:not([data-spacer])'
/** Of what was read, beside the page itself; rows that are not in sight are data alone. */
const heldAtMost = 48 * 1024 * 1024

const list = (page: Page) => page.getByRole('table', { name: 'Commandes' })
const scroller = (page: Page) => list(page).locator('xpath=..')

/** Scrolls to the end again and again, until so many rows were read. */
async function readTo(page: Page, count: number, read: () => number): Promise<void> {
  while (read() < count) {
    await scroller(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    await page.waitForTimeout(20)
  }
  await expect(page.getByText(`${count} sur `)).toBeVisible()
}

async function choose(page: Page, what: string, budget: number): Promise<void> {
  const box = list(page).locator(`${dataRow} input`).nth(5)
  // the first one brings the bar of what can be done
  await box.click()
  const ms = await bestOfThree(() => interactionMs(page, () => box.click()))
  expectWithin(what, ms, budget)
}

/** The longest time without a frame while the wheel turns from the top on, in ms. */
async function longestFrame(page: Page): Promise<number> {
  await scroller(page).evaluate((element) => element.scrollTo({ top: 0 }))
  return await scroller(page).evaluate(async (element) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    let longest = 0
    let before = await frame()
    for (let n = 0; n < 40; n += 1) {
      element.scrollBy({ top: 700 })
      const now = await frame()
      longest = Math.max(longest, now - before)
      before = now
    }
    return longest
  })
}

test('a list of 10,000 orders is read, scrolled and chosen from within its budgets', async ({
  page,
  shop,
}) => {
  await newOrder(shop)
  await openAs(page, shop.platform.staff, '/orders')
  await expect(list(page).getByRole('row').nth(1)).toBeVisible()
  // of the shop's own orders: a page whose answers a test makes loads its scripts without the cache
  const paint = await bestOfThree(() => usefulPaintMs(page, '/orders', dataRow))
  expectWithin('the first rows', paint, budgets.paint)

  const read = await pretendOrders(page, shop, all)
  await page.goto('/orders')
  await expect(page.getByText('sur 10 000 lignes')).toBeVisible()
  const before = await heldBytes(page)
  await readTo(page, 1_000, read)
  await choose(page, 'a row chosen of 1,000', budgets.selection)
  expectWithin('a frame, scrolling 1,000', await longestFrame(page), budgets.interaction)

  await readTo(page, all, read)
  const held = (await heldBytes(page)) - before
  console.log(`held for ${all} rows: ${(held / 1024 / 1024).toFixed(1)} MiB`)
  expect.soft(held).toBeLessThanOrEqual(heldAtMost)
  expect(await list(page).locator(dataRow).count()).toBeLessThan(100)
  await choose(page, 'a row chosen of 10,000', budgets.interaction)
  const interactions: Readonly<Record<string, () => Promise<unknown>>> = {
    'all rows chosen': () => list(page).locator('thead input').click(),
    'the next row by key': () => page.keyboard.press('j'),
    'the columns opened': () => page.getByRole('button', { name: 'Colonnes' }).click(),
  }
  for (const [what, act] of Object.entries(interactions)) {
    const ms = await bestOfThree(() => interactionMs(page, act))
    expectWithin(`${what} of 10,000`, ms, budgets.interaction)
  }
  expectWithin('a frame, scrolling 10,000', await longestFrame(page), budgets.interaction)
})
