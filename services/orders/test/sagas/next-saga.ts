// A next version of the order saga. The upgrade drill preloads it into the orders service (`node --import`).
import type { orderSaga } from '../../src/saga/order-saga.ts'

if (process.argv[1]?.endsWith('/services/orders/src/main.ts')) {
  const { sagas } = await import('../../src/saga/saga-versions.ts')
  const current = sagas.workflows[sagas.newest] as typeof orderSaga
  /** Waits before it does what the current version does: neither version can replay a history of the other. */
  const next: typeof orderSaga = async function* (ctx, input) {
    yield ctx.createTimer(new Date(ctx.getCurrentUtcDateTime().getTime() + 1_000))
    return yield* current(ctx, input)
  }
  sagas.newest = 'order-saga.next'
  sagas.workflows[sagas.newest] = next
}
