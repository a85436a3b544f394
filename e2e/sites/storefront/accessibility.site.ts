import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from '../kit/test.ts'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const pages = {
  home: '',
  category: '/c/maison',
  narrowed: '/c/maison?brand=Lueur&stock=1',
  product: '/p/mug-gres',
  search: '/search?q=lampe',
  'nothing found': '/search?q=zzzzzz',
} as const

const widths = { narrow: { width: 360, height: 780 }, wide: { width: 1280, height: 800 } } as const

/** What axe finds wrong with a page, as sentences. */
async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help} ${target.join(' ')}\n${failureSummary}`,
    ),
  )
}

for (const [name, path] of Object.entries(pages)) {
  for (const locale of ['fr', 'en'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [width, viewport] of Object.entries(widths)) {
        test(`axe: ${name}, ${locale}, ${colorScheme}, ${width}`, async ({ newVisitor }) => {
          const visitor = await newVisitor({ colorScheme, viewport })
          const page = await visitor.newPage()
          await page.goto(`/${locale}${path}`)
          expect(await violations(page)).toEqual([])
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect(overflow, 'scrolls sideways').toBeLessThanOrEqual(0)
        })
      }
    }
  }
}
