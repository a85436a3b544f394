import { expect, type Page } from '@playwright/test'
import {
  buy,
  expectStatus,
  type OrderBody,
  password,
  register,
  type Shopper,
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
type Customer = Shopper & { readonly userId: string }
type StaffOrder = OrderBody & {
  readonly email: string
  readonly lines: readonly { readonly sku: string }[]
  readonly shippingAddress: { readonly city: string }
}

/** A word that nothing else in the shop has. */
export const newWord = (): string => `q${crypto.randomUUID().slice(0, 8)}`

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

/** An amount as staff type it. */
export const euros = (amount: number): string => (amount / 100).toFixed(2).replace('.', ',')

/** Leaves by the menu of the bar. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
}

type Confirmation = {
  /** What the dialog says comes of it. */
  readonly says?: string | RegExp
  /** What it asks for, by the label. */
  readonly fields?: Readonly<Record<string, string>>
}

/** Answers a dialog that is named for what it does: fills it in, presses its button of that name, and it closes. */
export async function confirm(
  page: Page,
  action: string | RegExp,
  { says, fields = {} }: Confirmation = {},
): Promise<void> {
  const dialog = page.getByRole('dialog', { name: action })
  if (says !== undefined) await expect(dialog).toContainText(says)
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text)
  await dialog.getByRole('button', { name: action }).click()
  await expect(dialog).toHaveCount(0)
}

/** An order of a product that nobody else buys: paid, unless its card is refused. */
export async function newOrder({ api, staff }: Shop, card?: string): Promise<OrderBody> {
  const sku = await sell(api, await staff(), { price: 1_500, stock: 5 })
  const { answer, order } = await buy(api, sku, card)
  expectStatus('order', answer, 201)
  return order
}

/** An order as staff see it. */
export async function readOrder({ api, staff }: Shop, orderId: string): Promise<StaffOrder> {
  return (await api<StaffOrder>(`GET /api/orders/${orderId}`, { token: await staff() })).body
}

/** Somebody new with an account, and its id. */
export async function newCustomer({ api }: Pick<Shop, 'api'>): Promise<Customer> {
  const shopper = await register(api)
  const { body } = await api<{ userId: string }>('GET /api/me', { token: shopper.token })
  return { ...shopper, userId: body.userId }
}

/** Somebody new who works here in a role. */
export async function newColleague(
  { api, platform }: Shop,
  role: 'support' | 'staff',
): Promise<Person & { readonly userId: string }> {
  const { email, userId } = await newCustomer({ api })
  const admin = await signIn(api, platform.admin)
  const roles = { roles: ['customer', role] }
  const given = await api(`PUT /api/users/${userId}/roles`, { token: admin, body: roles })
  expectStatus('roles', given, 200)
  return { email, password, userId }
}
