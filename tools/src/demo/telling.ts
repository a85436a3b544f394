import type { Money } from '@comptoir/contracts/common'
import { formatMoney } from '@comptoir/money'
import { UserError } from '../runner/screen/user-error.ts'
import { type ShopAnswer, ShopProblem } from '../shop/shop-api.ts'

const pauseMs = 500

/** Does a step of a story by one request; prints how long it took and its trace. */
export async function step<T>(name: string, run: () => Promise<ShopAnswer<T>>): Promise<T> {
  const answer = await timed(run, name)
  print(`trace ${answer.traceId}`)
  return answer.body
}

/** Prints what begins, and how long it took. A refusal of the shop ends the story with its words. */
export async function timed<T>(run: () => Promise<T>, name: string): Promise<T> {
  const since = performance.now()
  console.log(`\n${name}`)
  try {
    const result = await run()
    print(`took ${seconds(since)}`)
    return result
  } catch (error) {
    throw error instanceof ShopProblem ? new UserError(error.message) : error
  }
}

type Waiting<T> = {
  readonly read: () => Promise<Pick<ShopAnswer<T>, 'body'>>
  readonly until: (seen: T) => boolean
  readonly withinMs?: number
}

/** Waits until the shop shows something; prints what it waits for, and how long it took. */
export async function waitFor<T>(name: string, waiting: Waiting<T>): Promise<T> {
  const { read, until, withinMs = 60_000 } = waiting
  const deadline = performance.now() + withinMs
  return await timed(async () => {
    for (;;) {
      const { body } = await read()
      if (until(body)) return body
      if (performance.now() > deadline)
        throw new UserError(`it did not happen within ${withinMs / 1000} s: ${name}`)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }, name)
}

export const print = (text: string): void => console.log(`  ${text}`)
export const priceOf = (amount: Money): string => formatMoney(amount, 'fr')
export const seconds = (since: number): string =>
  `${((performance.now() - since) / 1000).toFixed(2)} s`
