import type { Role } from '@comptoir/contracts/accounts/schemas'

export type Person = { readonly id: string; readonly roles: readonly Role[] }
export type Request = {
  readonly as: Person
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}
// biome-ignore lint/suspicious/noExplicitAny: answers of many routes, only looked into
export type Body = any
export type Answer = { readonly status: number; readonly body: Body }

/** A shop as people and the world outside reach it: in memory, or a platform that runs. */
export type Shop = {
  /** A request, repeated like a client does until something is answered. */
  send(operation: string, request: Request): Promise<Answer>
  /** What a bank, a shopper or a person in the provider's dashboard does at the payment provider. */
  provider(path: string, form?: Record<string, string>): Promise<Answer>
  nowMs(): number
  pause(ms: number): Promise<void>
}

/** An order that was placed, and by whom. */
export type Placed = { readonly orderId: string; readonly owner: Person }

/** What actions share: the shop, chance, and what has been done so far. */
export type Walker = {
  readonly shop: Shop
  readonly random: () => number
  readonly staff: Person
  readonly skus: readonly string[]
  readonly codes: readonly string[]
  readonly orders: Placed[]
  /** A person who has never been here. */
  newShopper(): Promise<Person>
  /** A key that no other request has. */
  newKey(): string
}

export const among = <T>({ random }: Pick<Walker, 'random'>, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T

/** Reads an order; nothing when that cannot be done at the moment. */
export async function read({ shop }: Walker, { orderId, owner }: Placed): Promise<Body> {
  const { status, body } = await shop.send(`GET /api/orders/${orderId}`, { as: owner })
  return status === 200 ? body : undefined
}
