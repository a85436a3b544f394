import { isRefusal } from '@comptoir/service/problems/refusal'

/** What another service answered; nothing when there is none of it. */
export async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  return await answer.catch((error: unknown) => {
    if (isRefusal(error, 'not_found')) return undefined
    throw error
  })
}
