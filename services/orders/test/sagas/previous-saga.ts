// The order saga of the version before, as a shop that is not upgraded starts it. The upgrade drill preloads it into the
// orders service (`node --import`).
if (process.argv[1]?.endsWith('/services/orders/src/main.ts')) {
  const { sagas } = await import('../../src/saga/saga-versions.ts')
  sagas.newest = 'order-saga.v2'
}
