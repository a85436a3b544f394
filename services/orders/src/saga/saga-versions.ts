import type { AnyWorkflow } from '@comptoir/dapr/workflow/workflow'
import { editSaga } from '../edits/edit-saga.ts'
import { editSagaName } from '../edits/edit-state.ts'
import { returnSaga, returnSagaName } from '../returns/saga/return-saga.ts'
import { cancelSaga } from './cancel-saga.ts'
import { orderSaga } from './order-saga.ts'
import { cancelSagaName } from './saga-types.ts'

/** Every saga by the name that its instances are stored with. */
const workflows: Record<string, AnyWorkflow> = {
  // orders of v2 redeem no promotions, so that the same code replays them; v3 undoes redemptions
  'order-saga.v2': orderSaga,
  'order-saga.v3': orderSaga,
  [cancelSagaName]: cancelSaga,
  // returns of v1 wait for no payment of dearer goods, so that the same code replays them
  'return-saga.v1': returnSaga,
  [returnSagaName]: returnSaga,
  [editSagaName]: editSaga,
}

/**
 * `newest` is the version of the order saga that new orders start with. A version stays in the table as long as instances of it may run: an instance whose name is missing fails. A change of
 * what a saga yields, or of the order in which it yields, needs a new version.
 */
export const sagas = { workflows, newest: 'order-saga.v3' }
