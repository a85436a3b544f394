import { createLogger } from '@comptoir/service/observability/log'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { stopInStages } from './stopping.ts'

const never = () => new Promise<void>(() => {})

describe('stopping', () => {
  it('goes stage by stage, and leaves nothing behind when all stops in time', async () => {
    const stopped: string[] = []
    const part = (name: string) => ({ name, stop: async () => void stopped.push(name) })
    const stages = [
      { withinMs: 1_000, parts: [part('relay'), part('tail')] },
      { withinMs: 1_000, parts: [part('server')] },
    ]
    expect(await stopInStages(stages, silentLog())).toEqual([])
    expect(stopped).toEqual(['relay', 'tail', 'server'])
  })

  it('names what hangs, and stops the rest though it does', async () => {
    const stopped: string[] = []
    const stages = [
      { withinMs: 20, parts: [{ name: 'workflows', stop: never }] },
      {
        withinMs: 1_000,
        parts: [{ name: 'server', stop: async () => void stopped.push('server') }],
      },
    ]
    expect(await stopInStages(stages, silentLog())).toEqual(['workflows'])
    expect(stopped).toEqual(['server'])
  })

  it('goes on when a part fails to stop, and logs which and why', async () => {
    const lines: string[] = []
    const log = createLogger('test', 'info', { write: (line) => lines.push(line) })
    const fail = () => Promise.reject(new Error('already gone'))
    const throws = () => {
      throw new Error('never ran')
    }
    const parts = [
      { name: 'tail', stop: fail },
      { name: 'relay', stop: throws },
    ]
    expect(await stopInStages([{ withinMs: 1_000, parts }], log)).toEqual([])
    const said = lines.map((line) => JSON.parse(line)).map(({ part, err }) => [part, err.message])
    expect(Object.fromEntries(said)).toEqual({ tail: 'already gone', relay: 'never ran' })
  })
})
