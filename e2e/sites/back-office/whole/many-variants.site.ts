import { expect, type Page } from '@playwright/test'
import { expectStatus } from '../../../src/shopper.ts'
import { bestOfThree, budgets, expectWithin, interactionMs } from '../../kit/measuring/timings.ts'
import { newWord, openAs, test } from '../../kit/office.ts'
import { readProduct } from '../../kit/office-work/products.ts'
import type { Shop } from '../../kit/test.ts'

type Option = { readonly name: string; readonly values: readonly string[] }
const option = (name: string, count: number): Option => ({
  name,
  values: Array.from({ length: count }, (_, n) => `${name}${n}`),
})

/** A draft with one variant, of the first value of each option. */
async function draftWith({ api, staff }: Shop, options: readonly Option[]): Promise<string> {
  const name = newWord()
  const chosen = options.map(({ name, values }) => [name, values[0]])
  const variant = {
    ...{ sku: name, price: { amount: 1_500, currency: 'EUR' }, weightGrams: 80 },
    options: Object.fromEntries(chosen),
  }
  const body = { title: { fr: `Fil ${name}` }, options, variants: [variant] }
  const made = await api<{ productId: string }>('POST /api/products', {
    ...{ token: await staff(), body },
  })
  expectStatus('product', made, 201)
  return made.body.productId
}

const grid = (page: Page) => page.getByRole('table', { name: 'Variantes' })
const prices = (page: Page) => grid(page).getByRole('textbox', { name: /^Prix/ })

async function expectFluid(page: Page, what: string, act: () => Promise<unknown>) {
  const ms = await bestOfThree(() => interactionMs(page, act))
  expectWithin(what, ms, budgets.interaction)
}

test('a grid of 200 variants is made, typed in and saved within its budgets', async ({
  page,
  shop,
}) => {
  const productId = await draftWith(shop, [option('Teinte', 20), option('Grosseur', 10)])
  await openAs(page, shop.platform.staff, `/products/${productId}/variants`)
  const making = await interactionMs(page, () =>
    page.getByRole('button', { name: 'Créer 199 variantes' }).click(),
  )
  expectWithin('199 variants made', making, budgets.interaction)
  await expect(grid(page).getByRole('row')).toHaveCount(201)

  // with its text selected: figures after the cents are no amount, and would not be saved
  await prices(page).nth(100).selectText()
  await expectFluid(page, 'a figure typed', () => page.keyboard.press('1'))
  await expectFluid(page, 'the cell below', () => page.keyboard.press('ArrowDown'))
  const box = grid(page).getByRole('checkbox').nth(3)
  await expectFluid(page, 'a variant chosen', () => box.click())
  const every = grid(page).getByRole('checkbox').first()
  await expectFluid(page, 'all variants chosen', () => every.click())
  const tabs = page.getByRole('navigation').filter({ hasText: 'Variantes' })
  await tabs.getByRole('link', { name: 'Vente' }).click()
  await expect(grid(page)).toHaveCount(0)
  const back = await interactionMs(page, () =>
    tabs.getByRole('link', { name: 'Variantes' }).click(),
  )
  expectWithin('the grid opened', back, budgets.interaction)
  await expect(grid(page).getByRole('row')).toHaveCount(201)
  await prices(page).nth(199).fill('17,50')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  const { variants } = await readProduct(shop, productId)
  expect(variants).toHaveLength(200)
  expect(variants[199]?.price.amount).toBe(1_750)
})

test('options of a hundred million variants are counted, and the page goes on', async ({
  page,
  shop,
}) => {
  const options = ['A', 'B', 'C', 'D'].map((name) => option(name, 100))
  const productId = await draftWith(shop, options)
  await openAs(page, shop.platform.staff, `/products/${productId}/variants`)
  await expect(page.getByText(/Ces options font .* un produit en a 200 au plus/)).toBeVisible()
  await prices(page).first().focus()
  await expectFluid(page, 'a figure typed', () => page.keyboard.press('1'))
})
