import { expect } from '@playwright/test'
import { kib, sizesOf } from '../../kit/measuring/sizes.ts'
import { newOrder, openAs, test } from '../../kit/office.ts'

const budgets = {
  script: 230 * 1024,
  stylesheet: 45 * 1024,
  further: 70 * 1024,
  resident: 128 * 1024 * 1024,
} as const

test('the first page loads no more script and style than it may, and a further one little', async ({
  page,
  shop,
}) => {
  const { number } = await newOrder(shop)
  const sizes = sizesOf(page)
  await openAs(page, shop.platform.staff, `/orders?q=${number}`)
  const order = page.getByRole('table').getByRole('link', { name: number })
  await expect(order).toBeVisible()
  const first = await sizes()
  await order.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`)
  const further = (await sizes()).script - first.script
  console.log(`list: ${kib(first.script)} of script, ${kib(first.stylesheet)} of style (gzip)`)
  console.log(`order: ${kib(further)} more`)
  expect(first.script).toBeGreaterThan(10_000)
  expect(first.script).toBeLessThanOrEqual(budgets.script)
  expect(first.stylesheet).toBeLessThanOrEqual(budgets.stylesheet)
  expect(further).toBeLessThanOrEqual(budgets.further)
})

test('the server of the office stays small in memory', async ({ request }) => {
  const metrics = await (await request.get('/metrics')).text()
  const resident = Number(/^comptoir_memory_bytes\{kind="resident"\} (\d+)/m.exec(metrics)?.[1])
  console.log(`server: ${(resident / 1e6).toFixed(0)} MB resident`)
  expect(resident).toBeGreaterThan(40_000_000)
  expect(resident).toBeLessThanOrEqual(budgets.resident)
})
