import { expect } from '@playwright/test'
import { home } from '../../../src/shopper.ts'
import { overflowOf, violations } from '../../kit/axe.ts'
import { expectRead, openAccount } from '../../kit/open-account.ts'
import { test } from '../../kit/test.ts'

const pages = [
  ...['', '/orders', '/returns', '/addresses', '/profile'],
  ...['/security', '/preferences', '/privacy'],
]

test('no page of the account says in its HTML whose it is', async ({ page, shop }) => {
  const { email } = await openAccount(page, shop)
  await expect(page.getByRole('main')).toContainText(email)
  for (const path of pages) {
    const answer = await page.request.get(`/fr/account${path}`)
    expect(answer.status(), path).toBe(200)
    const html = await answer.text()
    for (const trace of [email, 'Camille', 'Durand']) expect(html, path).not.toContain(trace)
  }
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the account, ${colorScheme}`, async ({ newVisitor, shop }) => {
    const page = await (await newVisitor({ colorScheme })).newPage()
    const { token } = await openAccount(page, shop)
    await shop.api('POST /api/me/addresses', { token, body: home })
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      for (const locale of ['fr', 'en']) {
        for (const path of pages) {
          await page.goto(`/${locale}/account${path}`, { waitUntil: 'networkidle' })
          await expectRead(page)
          const where = `${locale}${path}, ${width} px`
          await expect(page.locator('nav [aria-current="page"]'), where).toHaveCount(1)
          expect(await violations(page), where).toEqual([])
          expect(await overflowOf(page), `${where} scrolls sideways`).toBeLessThanOrEqual(0)
        }
      }
    }
  })
}
