import type { Return } from '../return.ts'

/** The workflow instance that works on a return. */
export const returnSagaIdOf = ({ sagaId, returnId }: Return): string => sagaId ?? returnId

/** Gives a saga that is started again an id of its own: see `renewSagaId` of orders. */
export function renewReturnSaga(ret: Return, at: string): Return {
  const run = Date.parse(at).toString(36)
  return { ...ret, sagaId: `${ret.returnId}-${run}` }
}
