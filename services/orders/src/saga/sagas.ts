import type { AnyWorkflow } from '@comptoir/dapr/workflow/workflow'
import { cancelSaga } from './cancel-saga.ts'
import { cancelSagaName, orderSagaNames } from './contract.ts'
import { orderSaga } from './order-saga.ts'
import { orderSagaV1 } from './order-saga-v1.ts'

/**
 * Every saga by the name that its instances are stored with. A version stays as long as instances of it may run; a
 * change of what a saga yields, or of its order, is another version.
 */
export const sagas: Readonly<Record<string, AnyWorkflow>> = {
  [orderSagaNames.v1]: orderSagaV1,
  [orderSagaNames.v2]: orderSaga,
  [cancelSagaName]: cancelSaga,
}
