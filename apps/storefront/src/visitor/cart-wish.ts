import type { Problem } from '@comptoir/site/call'
import type { Answer } from './ask.ts'

type Versioned = { readonly cartId: string; readonly version: number }

export type WishesOptions<C extends Versioned> = {
  readonly send: (sku: string, quantity: number) => Promise<Answer<C>>
  /** The cart as the shop has it now, unless it is older than what was shown. */
  readonly onCart: (cart: C) => void
  readonly onProblem: (problem: Problem) => void
  /** How many of each line the visitor wishes, as long as the shop has not said so. */
  readonly onWishes: (wishes: ReadonlyMap<string, number>) => void
}

/**
 * Changes the quantities of lines as fast as one can click: for each line one request at a time, and after it only the last wish.
 * What was wished between is never sent.
 */
export function createWishes<C extends Versioned>(options: WishesOptions<C>) {
  const wishes = new Map<string, number>()
  const sending = new Map<string, Promise<Problem | undefined>>()
  let newest: Versioned | undefined

  function show(): void {
    options.onWishes(new Map(wishes))
  }

  function take(cart: C): void {
    // an older answer never overwrites a newer one
    if (cart.cartId === newest?.cartId && cart.version < newest.version) return
    newest = cart
    options.onCart(cart)
  }

  /** Sends wishes of a line until there is no newer one; answers what became of the last. */
  async function run(sku: string, quantity: number): Promise<Problem | undefined> {
    const answer = await options.send(sku, quantity)
    const last = wishes.get(sku)
    if (last === quantity) wishes.delete(sku)
    if ('value' in answer) take(answer.value)
    else options.onProblem(answer.problem)
    if (last !== undefined && last !== quantity) return await run(sku, last)
    return 'value' in answer ? undefined : answer.problem
  }

  async function start(sku: string, quantity: number): Promise<Problem | undefined> {
    const problem = await run(sku, quantity)
    sending.delete(sku)
    show()
    return problem
  }

  return {
    /** Wishes so many of a line; 0 removes it. Resolves when the shop has said so, or to why it refused. */
    wish(sku: string, quantity: number): Promise<Problem | undefined> {
      wishes.set(sku, quantity)
      show()
      const answer = sending.get(sku) ?? start(sku, quantity)
      sending.set(sku, answer)
      return answer
    },
    /** A cart that came by another way, for example by an addition. */
    take,
  }
}
