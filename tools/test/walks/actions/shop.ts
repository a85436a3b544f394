import type { Role } from '@comptoir/contracts/accounts/schemas'

export type Person = {
  readonly id: string
  readonly roles: readonly Role[]
  /** Where mails for them go. */
  readonly email?: string
  /** What a guest has in place of an account: it opens one order. */
  readonly token?: string
}
export type Request = {
  /** Nobody in particular when absent. */
  readonly as?: Person | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}
// biome-ignore lint/suspicious/noExplicitAny: answers of many routes, only looked into
export type Body = any
export type Answer = {
  readonly status: number
  readonly body: Body
  /** How much was stored for it, where that is known. */
  readonly writes?: number
}

/** A shop as people and the world outside reach it: in memory, or a platform that runs. */
export type Shop = {
  /** A request, repeated like a client does until something is answered. */
  send(operation: string, request: Request): Promise<Answer>
  /** What a bank, a shopper or a person in the provider's dashboard does at the payment provider. */
  provider(path: string, form?: Record<string, string>): Promise<Answer>
  /** What a payer, or a person in its dashboard, does at PayPal. */
  paypal(operation: string, body?: object): Promise<Answer>
  nowMs(): number
  pause(ms: number): Promise<void>
}

/** An order that was placed, and by whom. */
export type Placed = {
  readonly orderId: string
  readonly number: string
  readonly email: string
  /** Another one once the order of a guest came into an account. */
  owner: Person
  /** What a guest opens it with. */
  orderToken?: string | undefined
  /** Opens its payment without an account. */
  link?: string | undefined
}

export type Line = { readonly sku: string; readonly quantity: number }

/** What actions share: the shop, chance, and what has been done so far. */
export type Walker = {
  readonly shop: Shop
  readonly random: () => number
  readonly staff: Person
  readonly skus: readonly string[]
  /** What a thing may be exchanged for: variants of its product, itself among them. */
  readonly variantsOf: (sku: string) => readonly string[]
  /** Those of them that cost more. */
  readonly dearerThan: (sku: string) => readonly string[]
  readonly codes: readonly string[]
  readonly orders: Placed[]
  /** Guests that staff erased, and when. */
  readonly erased: { readonly email: string; readonly atMs: number }[]
  /** Orders of which a bank let held money go. */
  readonly ended: string[]
  /** Confirmed withdrawals from orders, as their customers made them: of some lines, or of all. */
  readonly withdrawn: { readonly orderId: string; readonly lines?: readonly Line[] }[]
  /** What was wrong on the way: something that had to be refused, and was not. */
  readonly faults: string[]
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

/** Statuses that no order comes back from. */
export const failedStatuses = ['rejected', 'expired', 'cancelled']
/** All of the order has left. */
export const sentStatuses = ['shipped', 'delivered', 'completed']

/** Notes as a fault what was not refused, though it had to be in the state that was seen before. */
export function mustBeRefused({ faults }: Walker, what: string, answer: Answer): void {
  if (answer.status < 400) faults.push(`${what}, and it was answered ${answer.status}`)
}
