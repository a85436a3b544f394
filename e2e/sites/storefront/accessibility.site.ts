import { expect } from '@playwright/test'
import { overflowOf, violations } from '../kit/axe.ts'
import { test } from '../kit/test.ts'

const pages = {
  home: '',
  category: '/c/maison',
  narrowed: '/c/maison?brand=Lueur&stock=1',
  product: '/p/mug-gres',
  search: '/search?q=lampe',
  'nothing found': '/search?q=zzzzzz&brand=Lueur',
  'not there': '/p/rien-de-tel',
  terms: '/legal/terms',
  help: '/help',
  withdrawal: '/withdrawal',
  track: '/track',
} as const

const views = ['fr', 'en'].flatMap((locale) =>
  [360, 1280].map((width) => ({ locale, viewport: { width, height: 800 } })),
)

for (const [name, path] of Object.entries(pages)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing: ${name}, ${colorScheme}`, async ({ newVisitor, browserFaults }) => {
      browserFaults.allow(/status of 404/)
      // a browser that has a picture in a larger width takes that one
      browserFaults.allow(/preloaded using link preload but not used/)
      const page = await (await newVisitor({ colorScheme })).newPage()
      for (const { locale, viewport } of views) {
        await page.setViewportSize(viewport)
        await page.goto(`/${locale}${path}`)
        const where = `${locale}, ${viewport.width} px`
        expect(await violations(page), where).toEqual([])
        expect(await overflowOf(page), `${where} scrolls sideways`).toBeLessThanOrEqual(0)
      }
    })
  }
}

test('axe finds nothing in what opens over a page', async ({ page }) => {
  await page.goto('/fr')
  await page.getByRole('combobox').pressSequentially('lamp')
  await expect(page.getByRole('option').first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.goto('/fr/p/cocotte-fonte')
  await page.getByRole('button', { name: 'Agrandir la photo' }).click()
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto('/fr/c/maison')
  await page.getByText('Filtrer', { exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Filtrer' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})
