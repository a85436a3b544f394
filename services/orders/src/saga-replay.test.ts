import { readdirSync, readFileSync } from 'node:fs'
import { replayHistory, type StoredHistory } from '@comptoir/dapr/replay'
import { quietSdk } from '@comptoir/dapr/workflow-worker'
import { silentLog } from '@comptoir/service/testing'
import { describe, expect, it } from 'vitest'
import { cancelSaga } from './cancel-saga.ts'
import { orderSaga } from './order-saga.ts'
import { cancelSagaName, orderSagaName } from './saga-contract.ts'

quietSdk(silentLog())
const folder = new URL('../test/histories/', import.meta.url)
const names = readdirSync(folder)
const read = (name: string): StoredHistory =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as StoredHistory
const workflows = { [orderSagaName]: orderSaga, [cancelSagaName]: cancelSaga }

describe('a saga that began under an earlier version of this code', () => {
  it.for(names)('ends as it would have: %s', async (name) => {
    const replayed = await replayHistory(workflows, read(name))
    expect(replayed).toMatchObject({ status: 'completed' })
    if (replayed.status === 'completed') expect(replayed.output).toEqual(replayed.stored)
  })

  it('fails when a step was put before another: such a change needs a name of its own', async () => {
    const changed: typeof orderSaga = async function* (ctx, input) {
      yield ctx.callActivity('checkPayment', {})
      return yield* orderSaga(ctx, input)
    }
    const history = read('confirmed-by-signals.json')
    const replayed = await replayHistory({ [orderSagaName]: changed }, history)
    expect(replayed.status).toBe('failed')
  })
})
