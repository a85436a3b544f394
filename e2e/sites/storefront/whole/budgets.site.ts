import { expect, type Page } from '@playwright/test'
import { addToCart, putOnSale } from '../../kit/buying.ts'
import { kib, sizesOf } from '../../kit/measuring/sizes.ts'
import { expectRead, openAccount } from '../../kit/open-account.ts'
import { test } from '../../kit/test.ts'

const budgets = { script: 165 * 1024, stylesheet: 20 * 1024 } as const
/** In ms, on loopback: the largest thing that a page shows. */
const paintWithin = 1_500
const shiftAtMost = 0.02

const pages = { home: '/fr', category: '/fr/c/maison', product: '/fr/p/mug-gres' } as const

for (const [name, path] of Object.entries(pages)) {
  test(`the ${name} page loads no more script and style than it may`, async ({ page }) => {
    const sizes = sizesOf(page)
    await page.goto(path, { waitUntil: 'load' })
    const { script, stylesheet, uncompressed } = await sizes()
    console.log(`${name}: ${kib(script)} of script, ${kib(stylesheet)} of style (gzip)`)
    expect(script).toBeGreaterThan(10_000)
    expect(script).toBeLessThanOrEqual(budgets.script)
    expect(stylesheet).toBeLessThanOrEqual(budgets.stylesheet)
    expect(uncompressed).toEqual([])
  })

  test(`the ${name} page is painted soon and does not move`, async ({ page }) => {
    await page.goto(path)
    const loads: Load[] = []
    for (let load = 0; load < 3; load += 1) {
      await page.goto(path, { waitUntil: 'load' })
      loads.push(await page.evaluate(paintOf))
    }
    // the best of three: what else the machine does is not the page's
    const paint = Math.min(...loads.map((load) => load.paint))
    const shift = Math.min(...loads.map((load) => load.shift))
    console.log(`${name}: largest paint ${paint.toFixed(0)} ms, shift ${shift.toFixed(3)}`)
    expect(paint).toBeGreaterThan(0)
    expect(paint).toBeLessThanOrEqual(paintWithin)
    expect(shift).toBeLessThanOrEqual(shiftAtMost)
  })
}

/** Where shoppers type and choose, all signed in: they may load more. */
const ownScript = 190 * 1024
const ownPages = {
  account: '/fr/account',
  orders: '/fr/account/orders',
  returns: '/fr/account/returns',
  addresses: '/fr/account/addresses',
  profile: '/fr/account/profile',
  security: '/fr/account/security',
  preferences: '/fr/account/preferences',
  notifications: '/fr/account/notifications',
  privacy: '/fr/account/privacy',
} as const

async function expectWithin(page: Page, name: string, path: string): Promise<void> {
  const sizes = sizesOf(page)
  await page.goto(path, { waitUntil: 'networkidle' })
  await expectRead(page)
  const { script, stylesheet } = await sizes()
  console.log(`${name}: ${kib(script)} of script, ${kib(stylesheet)} of style (gzip)`)
  expect(script).toBeGreaterThan(100 * 1024)
  expect(script).toBeLessThanOrEqual(ownScript)
  expect(stylesheet).toBeLessThanOrEqual(budgets.stylesheet)
}

for (const [name, path] of Object.entries(ownPages)) {
  test(`the ${name} page of a customer loads no more script and style than it may`, async ({
    page,
    shop,
  }) => {
    await openAccount(page, shop)
    await expectWithin(page, name, path)
  })
}

for (const name of ['cart', 'checkout']) {
  test(`the ${name} page of a customer loads no more script and style than it may`, async ({
    page,
    shop,
  }) => {
    await openAccount(page, shop)
    await addToCart(page, await putOnSale(shop))
    await expectWithin(page, name, `/fr/${name}`)
  })
}

type Load = { readonly paint: number; readonly shift: number }

/** In the browser: when the largest thing was painted, and by how much the page moved until a second later. */
async function paintOf(): Promise<Load> {
  function collect(type: string, onEntry: () => void = () => {}): PerformanceEntry[] {
    const entries: PerformanceEntry[] = []
    new PerformanceObserver((list) => {
      entries.push(...list.getEntries())
      onEntry()
    }).observe({ type, buffered: true })
    return entries
  }
  const shifts = collect('layout-shift')
  let paints: PerformanceEntry[] = []
  await new Promise<void>((resolve) => {
    paints = collect('largest-contentful-paint', resolve)
  })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const values = shifts.map((entry) => (entry as PerformanceEntry & { value: number }).value)
  return { paint: paints.at(-1)?.startTime ?? 0, shift: values.reduce((a, b) => a + b, 0) }
}
