import { expect, type Page, type Response } from '@playwright/test'
import { addToCart, putOnSale } from '../../kit/buying.ts'
import { openAccount } from '../../kit/open-account.ts'
import { test } from '../../kit/test.ts'

const short = { tag: '@short' }

/** All that the browser of a visitor is known by, and what they are called. */
async function tracesOf(page: Page, email: string): Promise<string[]> {
  const cookies = await page.context().cookies()
  const kept = cookies.flatMap(({ value }) => [value, ...value.split('.')])
  return [email, 'Camille', 'Durand', ...kept].filter((text) => text.length > 5)
}

const bytesOf = async (answer: Response | null): Promise<string> =>
  (await answer?.body())?.toString('utf8') ?? ''

test(
  'what one visitor had rendered is given to the next without a byte of theirs',
  short,
  async ({ page, shop, newVisitor }) => {
    const first = await openAccount(page, shop)
    await addToCart(page, await putOnSale(shop))
    const traces = await tracesOf(page, first.email)
    expect(traces.length).toBeGreaterThan(5)

    const other = await (await newVisitor()).newPage()
    await openAccount(other, shop)
    const nobody = (await newVisitor()).request

    // whatever else changes in the catalogue meanwhile has the page rendered again
    await expect(async () => {
      // nobody has asked for its page yet
      const product = await putOnSale(shop)
      const rendered = await page.goto(product.path, { waitUntil: 'commit' })
      const remembered = await other.goto(product.path, { waitUntil: 'commit' })
      const asked = await nobody.get(product.path)
      const pages = [await bytesOf(rendered), await bytesOf(remembered), await asked.text()]
      expect(pages[0]).toContain(product.title)
      // one rendering for all three
      expect(new Set(pages).size).toBe(1)
      for (const trace of traces) expect(pages[0], trace).not.toContain(trace)
      for (const answer of [rendered, remembered, asked])
        expect(answer?.headers()['set-cookie']).toBeUndefined()
    }).toPass({ timeout: 60_000 })
    // the page does say who reads it, by its own script
    await expect(page.getByRole('link', { name: 'Compte' })).toContainText('Camille')
  },
)
