import { readdirSync, readFileSync } from 'node:fs'
import { replayHistory, type StoredHistory } from '@comptoir/dapr/test/replay'
import { quietSdk } from '@comptoir/dapr/workflow/worker'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { orderSaga } from './order-saga.ts'
import { sagas } from './saga-versions.ts'

quietSdk(silentLog())
const folder = new URL('../../test/histories/', import.meta.url)
const names = readdirSync(folder)
const read = (name: string): StoredHistory =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as StoredHistory

describe('a saga that began under an earlier version of this code', () => {
  it.for(names)('ends as it would have: %s', async (name) => {
    const replayed = await replayHistory(sagas.workflows, read(name))
    expect(replayed).toMatchObject({ status: 'completed' })
    if (replayed.status === 'completed') expect(replayed.output).toEqual(replayed.stored)
  })

  it('fails when a step was put before another: such a change needs a name of its own', async () => {
    const changed: typeof orderSaga = async function* (ctx, input) {
      yield ctx.callActivity('checkPayment', {})
      return yield* orderSaga(ctx, input)
    }
    const history = read('in-one-step.json')
    const replayed = await replayHistory({ [sagas.newest]: changed }, history)
    expect(replayed.status).toBe('failed')
  })
})
