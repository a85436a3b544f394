import { expect } from '@playwright/test'
import { kib, sizesOf } from '../../kit/measuring/sizes.ts'
import { newOrder, openAs, test } from '../../kit/office.ts'

const budgets = { script: 230 * 1024, stylesheet: 45 * 1024, further: 70 * 1024 } as const

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
