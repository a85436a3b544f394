import { availableParallelism, loadavg } from 'node:os'
import { expect, type Page } from '@playwright/test'

/** What staff may wait, in ms: for a page that shows something, for what they do, and for a row that they choose. */
export const budgets = { paint: 1_000, interaction: 100, selection: 50 } as const

/** The best of three: what else the machine does is not the page's. */
export async function bestOfThree(measure: () => Promise<number>): Promise<number> {
  const all = [await measure(), await measure(), await measure()]
  return Math.min(...all)
}

/**
 * How long what is done in a page takes from the input to the paint that shows it (Event Timing), in ms: the longest of its events. The
 * browser tells it in steps of 8, and of nothing below 16.
 */
export async function interactionMs(page: Page, act: () => Promise<unknown>): Promise<number> {
  const observing = await page.evaluateHandle(observeEvents)
  await act()
  return await observing.evaluate(endEvents)
}

type Observing = { readonly observer: PerformanceObserver; readonly entries: PerformanceEntry[] }

/** In the browser. */
function observeEvents(): Observing {
  const entries: PerformanceEntry[] = []
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()))
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  return { observer, entries }
}

/** In the browser: the longest of the events, once the frame that shows the last one was told. */
async function endEvents({ observer, entries }: Observing): Promise<number> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 150)))
  entries.push(...observer.takeRecords())
  observer.disconnect()
  return Math.max(16, ...entries.map(({ duration }) => duration))
}

/** How long after it was asked for an address shows the first of what `selector` finds, in ms. */
export async function usefulPaintMs(page: Page, path: string, selector: string): Promise<number> {
  await page.addInitScript((wanted) => {
    const look = () => {
      const isThere = document.querySelector(wanted) !== null
      requestAnimationFrame(isThere ? () => performance.mark('useful') : look)
    }
    look()
  }, selector)
  await page.goto(path)
  const mark = await page.waitForFunction(
    () => performance.getEntriesByName('useful')[0]?.startTime,
  )
  return (await mark.jsonValue()) ?? Number.NaN
}

/** What a page holds in memory once what it needs no more is gone, in bytes. */
export async function heldBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** How much longer all takes while more wants to run than there are processors, up to four times; 1 on a quiet machine. */
export function slackOf(load: number, processors: number): number {
  return Math.min(4, Math.max(1, load / processors))
}

/** Prints what was measured and expects it within its budget, which is generous only while the machine is loaded. */
export function expectWithin(what: string, ms: number, budget: number): void {
  const slack = slackOf(loadavg()[0] ?? 0, availableParallelism())
  console.log(`${what}: ${ms.toFixed(0)} ms of ${budget} (load × ${slack.toFixed(1)})`)
  expect.soft(ms, what).toBeLessThanOrEqual(budget * slack)
}
