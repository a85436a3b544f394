import type { Return } from '../return.ts'

/** The workflow instance that works on a return. */
export const returnSagaIdOf = ({ sagaId, returnId }: Return): string => sagaId ?? returnId

/** Gives a saga that is started again an id of its own: see `renewSagaId` of orders. */
export function renewReturnSaga(ret: Return, at: string): Return {
  const run = Date.parse(at).toString(36)
  return { ...ret, sagaId: `${ret.returnId}-${run}` }
}

/** When the instance that works on a return was asked for. */
export function returnSagaAskedAt(ret: Return): Date {
  const run = returnSagaIdOf(ret).slice(ret.returnId.length + 1)
  return new Date(run ? Number.parseInt(run, 36) : ret.requestedAt)
}
