import { expect, type Page } from '@playwright/test'
import {
  buy,
  expectStatus,
  type OrderBody,
  password,
  register,
  sell,
  signIn,
} from '../../src/shopper.ts'
import { surroundings } from './surroundings.ts'
import { test as base, type Shop } from './test.ts'

/** A test in the back office. */
export const test = base.extend({
  baseURL: async ({ browserName: _ }, use) => {
    await use(surroundings().officeUrl)
  },
})

type Person = { readonly email: string; readonly password: string }

/** Fills in the door. */
export async function fillDoor(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

/** Opens an address as a member of the staff. */
export async function openAs(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(path)
  await fillDoor(page, person)
  await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible()
}

/** An order of a product that nobody else buys: paid, unless its card is refused. */
export async function newOrder({ api, staff }: Shop, card?: string): Promise<OrderBody> {
  const sku = await sell(api, await staff(), { price: 1_500, stock: 5 })
  const { answer, order } = await buy(api, sku, card)
  expectStatus('order', answer, 201)
  return order
}

/** Somebody new who works here in a role. */
export async function newColleague(
  { api, platform }: Shop,
  role: 'support' | 'staff',
): Promise<Person> {
  const { email, token } = await register(api)
  const { body: me } = await api<{ userId: string }>('GET /api/me', { token })
  const admin = await signIn(api, platform.admin)
  const roles = { roles: ['customer', role] }
  const given = await api(`PUT /api/users/${me.userId}/roles`, { token: admin, body: roles })
  expectStatus('roles', given, 200)
  return { email, password }
}
