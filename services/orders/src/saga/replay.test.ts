import { readdirSync, readFileSync } from 'node:fs'
import { replayHistory, type StoredHistory } from '@comptoir/dapr/test/replay'
import { quietSdk } from '@comptoir/dapr/workflow/worker'
import type { AnyWorkflow } from '@comptoir/dapr/workflow/workflow'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { sagas } from './saga-versions.ts'

quietSdk(silentLog())
const folder = new URL('../../test/histories/', import.meta.url)
const names = readdirSync(folder)
const read = (name: string): StoredHistory =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as StoredHistory
/** The name that the instance was stored with. */
const versionOf = ({ events }: StoredHistory): string => {
  const text = events.map((event) => Buffer.from(event, 'base64').toString('latin1')).join('\n')
  return /[a-z]+-saga\.v\d+/.exec(text)?.[0] ?? ''
}

describe('a saga that began under an earlier version of this code', () => {
  it.for(names)('ends as it would have: %s', async (name) => {
    const replayed = await replayHistory(sagas.workflows, read(name))
    expect(replayed).toMatchObject({ status: 'completed' })
    if (replayed.status === 'completed') expect(replayed.output).toEqual(replayed.stored)
  })

  it.for(Object.keys(sagas.workflows))('is kept of every version: %s', (version) => {
    expect(names.filter((name) => versionOf(read(name)) === version)).not.toEqual([])
  })

  it.for(names)(
    'fails when a step was put before another: such a change needs a name: %s',
    async (name) => {
      const history = read(name)
      const version = versionOf(history)
      const saga = sagas.workflows[version]
      if (!saga) throw new Error(`no saga ${version}`)
      const changed: AnyWorkflow = async function* (ctx, input) {
        yield ctx.callActivity('notOfBefore', {})
        return yield* saga(ctx, input)
      }
      const replayed = await replayHistory({ [version]: changed }, history)
      expect(replayed.status).toBe('failed')
    },
  )
})
