import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { expect } from '@playwright/test'
import { expectStatus } from '../../../src/shopper.ts'
import { violations } from '../../kit/axe.ts'
import { newWord, openAs, test } from '../../kit/office.ts'
import { keysOf } from '../../kit/office-work/keyboard.ts'
import type { Shop } from '../../kit/test.ts'

/** Categories for one test: a root with two in it, the first of which has one, too. */
async function newBranch({ api, staff }: Shop) {
  const token = await staff()
  const word = newWord()
  async function add(name: string, parentId?: string): Promise<string> {
    const body = { name: { fr: `${name} ${word}` }, ...(parentId && { parentId }) }
    const answer = await api<CategoryView>('POST /api/categories', { token, body })
    expectStatus('category', answer, 201)
    return answer.body.categoryId
  }
  const root = await add('Racine')
  const first = await add('Chaises', root)
  const below = await add('Tabourets', first)
  const second = await add('Tables', root)
  const read = async (id: string) => (await api<CategoryView>(`GET /api/categories/${id}`)).body
  const childrenOf = async (id: string) => {
    const { body } = await api<{ children: CategoryView[] }>(`GET /api/categories/${id}`)
    return body.children.map(({ categoryId }) => categoryId)
  }
  return { word, root, first, below, second, read, childrenOf }
}

test('the tree is moved by keyboard alone, and a category never goes into itself', async ({
  page,
  shop,
}) => {
  const { word, root, first, below, second, read, childrenOf } = await newBranch(shop)
  await openAs(page, shop.platform.staff, '/categories')
  const tables = page.getByRole('link', { name: `Tables ${word}` })
  const chairs = page.getByRole('link', { name: `Chaises ${word}` })
  await expect(tables).toBeVisible()
  const keys = keysOf(page)
  await keys.tabTo(
    page.getByRole('navigation', { name: 'Arbre des catégories' }).getByRole('link').first(),
  )
  await keys.walkTo(tables, 'ArrowDown', 100)
  await page.keyboard.press('Alt+ArrowUp')
  await expect(
    page.getByText(`Tables ${word} est en place 1 dans Racine ${word}.`).first(),
  ).toBeVisible()
  expect(await childrenOf(root)).toEqual([second, first])
  await expect(tables).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(chairs).toBeFocused()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(async () => (await read(first)).parentId).toBe(second)
  await expect(chairs).toBeFocused()
  expect((await read(below)).path).toContain('tabourets')

  // the menu of a row, by keyboard: what is in it cannot be chosen
  await keys.walkTo(tables, 'ArrowUp', 10)
  await keys.activate(page.getByRole('button', { name: `Déplacer Tables ${word}` }))
  const elsewhere = page.getByRole('menuitem', { name: 'Déplacer vers…' })
  await expect(elsewhere).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(elsewhere).toBeFocused({ timeout: 200 })
  }).toPass()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: `Déplacer Tables ${word}` })
  const own = dialog.locator(`option[value="${below}"]`)
  await expect(own).toBeDisabled()
  await keys.tabTo(dialog.getByLabel('Dans quelle catégorie'))
  await keys.press('Home')
  await keys.activate(dialog.getByRole('button', { name: 'Déplacer' }))
  await expect.poll(async () => (await read(second)).parentId).toBeUndefined()
})

test('a category is dragged into another, but not into itself: that is refused before it is dropped', async ({
  page,
  shop,
}) => {
  const { word, first, below, second, read } = await newBranch(shop)
  await openAs(page, shop.platform.staff, '/categories')
  const row = (name: string) => page.getByRole('link', { name: `${name} ${word}` })
  await row('Chaises').locator('..').dragTo(row('Tabourets').locator('..'))
  await expect(page.getByRole('status').filter({ hasText: 'dans elle-même' })).toBeVisible()
  expect((await read(below)).parentId).toBe(first)
  await row('Tables').locator('..').dragTo(row('Tabourets').locator('..'))
  await expect.poll(async () => (await read(second)).parentId).toBe(below)
})

test('a category is made, renamed, shown beside the tree, and deleted with its content moved', async ({
  page,
  shop,
}) => {
  const { word, first, second, below, read } = await newBranch(shop)
  await openAs(page, shop.platform.staff, `/categories/${first}`)
  await expect(page.getByRole('heading', { level: 2, name: `Chaises ${word}` })).toBeFocused()
  expect(await violations(page), 'a category').toEqual([])
  await page.getByRole('group', { name: 'Nom' }).getByLabel('Anglais').fill(`Chairs ${word}`)
  await page.getByLabel('Adresse (slug)').fill(`chairs-${word}`)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  expect(await read(first)).toMatchObject({
    ...{ slug: `chairs-${word}`, name: { fr: `Chaises ${word}`, en: `Chairs ${word}` } },
  })

  await page.getByRole('link', { name: `Nouvelle catégorie dans Chaises ${word}` }).click()
  await page.getByRole('group', { name: 'Nom' }).getByLabel('Français').fill(`Bancs ${word}`)
  await page.getByRole('button', { name: 'Nouvelle catégorie' }).click()
  await expect(page.getByRole('heading', { level: 2, name: `Bancs ${word}` })).toBeFocused()
  const made = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect((await read(made)).parentId).toBe(first)

  await page.getByRole('link', { name: `Chaises ${word}` }).click()
  await page.getByRole('button', { name: 'Supprimer la catégorie' }).click()
  const dialog = page.getByRole('dialog', { name: 'Supprimer la catégorie' })
  await expect(dialog).toContainText('2 sous-catégories')
  await dialog.getByLabel('Où vont').selectOption(second)
  await dialog.getByRole('button', { name: 'Supprimer la catégorie' }).click()
  await expect(page.getByText(`Chaises ${word} est supprimée.`)).toBeVisible()
  expect([(await read(below)).parentId, (await read(made)).parentId]).toEqual([second, second])
})

test('what a colleague saved meanwhile is shown, and both changes are kept', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const { word, first, read } = await newBranch(shop)
  await openAs(page, shop.platform.staff, `/categories/${first}`)
  const description = page.getByRole('group', { name: 'Description', exact: true })
  await description.getByLabel('Français').fill('Pour s’asseoir')
  const { name, slug } = await read(first)
  await shop.api(`PUT /api/categories/${first}`, {
    ...{ token: await shop.staff(), body: { name: { ...name, en: `Seats ${word}` }, slug } },
  })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Garder et enregistrer' }).click()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  expect(await read(first)).toMatchObject({
    ...{ name: { ...name, en: `Seats ${word}` }, description: { fr: 'Pour s’asseoir' } },
  })
})

test('a group of synonyms is added, and a line that is none is refused', async ({ page, shop }) => {
  const word = newWord()
  const token = await shop.staff()
  type Table = { groups: string[][] }
  const before = (await shop.api<Table>('GET /api/search/synonyms', { token })).body
  await openAs(page, shop.platform.staff, '/categories/synonyms')
  const field = page.getByLabel(/^Groupes de mots/)
  const text = await field.inputValue()
  await field.fill(`${text}\nseul${word}`)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(field).toHaveAccessibleDescription(/deux mots au moins/)
  await field.fill(`${text}\ntabouret${word} = escabeau${word}`)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  const after = (await shop.api<Table>('GET /api/search/synonyms', { token })).body
  expect(after.groups).toEqual([...before.groups, [`tabouret${word}`, `escabeau${word}`]])
  await shop.api('PUT /api/search/synonyms', { token, body: before })
})
