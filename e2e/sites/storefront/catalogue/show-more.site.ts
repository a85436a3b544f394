import { expect, type Page } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { expectStatus } from '../../../src/shopper.ts'
import { type Shop, test } from '../../kit/test.ts'

const count = 27
const onPage = 24

/** The address of a category with one full page of products, and a little more. */
async function fillCategory({ api, staff }: Shop): Promise<string> {
  const token = await staff()
  const slug = `suite-${Date.now().toString(36)}`
  const made = await api<{ categoryId: string }>('POST /api/categories', {
    token,
    body: { slug, name: { fr: `Suite ${slug}`, en: `More ${slug}` } },
  })
  expectStatus('category', made, 201)
  for (let at = 0; at < count; at += 1) {
    const product = {
      status: 'active',
      title: { fr: `Suite ${slug} ${String(at).padStart(2, '0')}` },
      categoryIds: [made.body.categoryId],
      variants: [
        { sku: `${slug}-${at}`, price: { amount: 1_000 + at, currency: 'EUR' }, weightGrams: 400 },
      ],
    }
    expectStatus('product', await api('POST /api/products', { token, body: product }), 201)
  }
  await eventually(
    'products of the category',
    async () => (await api<{ total: number }>(`GET /api/products?category=${slug}`)).body.total,
    (total) => total === count,
  )
  return `/fr/c/${slug}?sort=title`
}

const cards = (page: Page) => page.locator('#list article')
const more = (page: Page) => page.getByRole('link', { name: 'Afficher plus de produits' })

test('more of a list comes below it, is said aloud, and is there again on the way back', async ({
  page,
  shop,
  newVisitor,
}) => {
  test.slow()
  const list = await fillCategory(shop)
  const second = list.replace('?', '?page=2&')
  await page.goto('/fr')
  await page.goto(list)
  await expect(cards(page)).toHaveCount(onPage)
  const first = await cards(page).getByRole('heading').allTextContents()
  await more(page).click()
  await expect(cards(page)).toHaveCount(count)
  await expect(page).toHaveURL(second)
  await expect(page.getByText(`${count - onPage} produits de plus`)).toBeAttached()
  await expect(cards(page).nth(onPage).getByRole('link').first()).toBeFocused()
  await expect(more(page)).toHaveCount(0)
  const all = await cards(page).getByRole('heading').allTextContents()
  expect(all.slice(0, onPage)).toEqual(first)
  expect(new Set(all).size).toBe(count)

  await cards(page).nth(onPage).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/fr\/p\//)
  await page.goBack()
  await expect(cards(page).getByRole('heading')).toHaveText(all)

  // a number leads to its page alone
  const pager = page.getByRole('navigation', { name: 'Page 2 sur 2' })
  await pager.getByRole('link', { name: '1', exact: true }).click()
  await expect(cards(page)).toHaveCount(onPage)
  const back = page.getByRole('navigation', { name: 'Page 1 sur 2' })
  await back.getByRole('link', { name: '2', exact: true }).click()
  await expect(page).toHaveURL(second)
  await expect(cards(page)).toHaveCount(count - onPage)

  // without a script it is a link to the next page
  const plain = await (await newVisitor({ javaScriptEnabled: false })).newPage()
  await plain.goto(list)
  await more(plain).click()
  await expect(plain).toHaveURL(second)
  await expect(cards(plain)).toHaveCount(count - onPage)
})
