import type { SagaAction } from '@comptoir/contracts/platform/sagas'
import { CallError } from '@comptoir/site/call'

export type SagaWish = {
  readonly orderIds: readonly string[]
  readonly action: SagaAction
  readonly reason: string
  /** Of all of them together; each order has its own of it. */
  readonly key: string
}

type Act = (one: {
  readonly orderId: string
  readonly action: SagaAction
  readonly reason: string
  readonly key: string
}) => Promise<unknown>

/**
 * Acts on the sagas of orders one after the other; what one refuses holds up no other. Throws when nobody says what became of one: then
 * all are asked for again with the same keys, and nothing happens twice.
 */
export async function actOnSagas({ orderIds, key, ...wish }: SagaWish, act: Act) {
  const codes: string[] = []
  for (const orderId of orderIds) {
    const code = await act({ ...wish, orderId, key: `${key}-${orderId}` }).then(
      () => undefined,
      refusalOf,
    )
    if (code !== undefined) codes.push(code)
  }
  return { done: orderIds.length - codes.length, codes }
}

/** A refusal that decides; anything else is thrown on. */
function refusalOf(error: unknown): string {
  const status = error instanceof CallError ? error.problem.status : 0
  if (error instanceof CallError && status >= 400 && status < 500) return error.problem.code
  throw error
}
