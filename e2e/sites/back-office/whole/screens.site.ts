import { expect, type Page } from '@playwright/test'
import { newOrder, openAs, test } from '../../kit/office.ts'
import { saveScreen } from '../../kit/screens.ts'
import type { Shop } from '../../kit/test.ts'

const bytesAtMost = 200_000

type Screen = {
  readonly name: string
  /** Where it is; what it shows may have to be made first. */
  readonly path: (shop: Shop) => Promise<string> | string
  readonly act?: (page: Page) => Promise<void>
}

const screens: readonly Screen[] = [
  { name: 'dashboard', path: () => '/dashboard' },
  { name: 'orders', path: () => '/orders' },
  {
    ...{ name: 'saga', path: async (shop) => `/orders/${(await newOrder(shop)).orderId}/saga` },
    act: (page) => expect(page.getByRole('table', { name: 'Déroulement' })).toBeVisible(),
  },
  { name: 'products', path: () => '/products' },
  { name: 'stock', path: () => '/stock' },
  { name: 'categories', path: () => '/categories' },
  { name: 'platform', path: () => '/platform/health' },
  { name: 'settings', path: () => '/settings' },
]

/** Those that README shows have no theme in their name. */
const shownInReadme: Readonly<Record<string, 'light' | 'dark'>> = {
  ...{ dashboard: 'light', saga: 'dark' },
}

for (const { name, path, act } of screens) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the screen ${name} of the back office can be shown, ${colorScheme}`, async ({
      page,
      shop,
    }, info) => {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.emulateMedia({ colorScheme })
      await openAs(page, shop.platform.admin, await path(shop))
      await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty()
      await act?.(page)
      // what is still being read is no picture of a page
      await expect(page.locator('[class*="Skeleton-root"]')).toHaveCount(0)
      const suffix = shownInReadme[name] === colorScheme ? '' : `-${colorScheme}`
      await saveScreen(page, { info, bytesAtMost, file: `back-office-${name}${suffix}.jpg` })
    })
  }
}
