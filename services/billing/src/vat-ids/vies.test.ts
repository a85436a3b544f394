import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { silentLog } from '@comptoir/service/test/silent-log'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readVatId, type VatId } from './vat-id.ts'
import { createVies } from './vies.ts'

const program = fileURLToPath(new URL('../../../../simulators/vies/src/main.ts', import.meta.url))
const idOf = (text: string): VatId => {
  const id = readVatId(text)
  if (!id) throw new Error(`${text} is no VAT id`)
  return id
}
const german = idOf('DE136695976')
const shop = idOf('FR40303265045')
const requester = () => shop

let simulator: ChildProcess
let url: string

beforeAll(async () => {
  const env = { PATH: process.env['PATH'], PORT: '0' }
  simulator = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'], env })
  if (!simulator.stdout) throw new Error('the simulator says nothing')
  for await (const line of createInterface(simulator.stdout)) {
    url = line.split(' ').at(-1) ?? ''
    break
  }
})
afterAll(() => simulator.kill())

const setState = (state: { away?: string[]; invalid?: string[] }) =>
  fetch(`${url}/state`, {
    method: 'PUT',
    body: JSON.stringify({ away: [], invalid: [], ...state }),
  })
beforeEach(async () => {
  await setState({})
})

describe('VIES', () => {
  const ask = (id = german) => createVies({ url, requester, log: silentLog() })(id)

  it('says what is valid, with a number that proves it to who says who asks', async () => {
    expect(await ask()).toEqual({
      isValid: true,
      consultationNumber: expect.stringMatching(/^SIMULATED\d+$/),
    })
    const nobody = createVies({ url, requester: () => undefined, log: silentLog() })
    expect(await nobody(german)).toEqual({ isValid: true })
  })

  it('says what is not', async () => {
    await setState({ invalid: ['DE136695976'] })
    expect(await ask()).toMatchObject({ isValid: false })
    expect(await ask(idOf('EL094259216'))).toMatchObject({ isValid: true })
  })

  it('gives no answer while the member state is away, when nothing listens, or without an address', async () => {
    await setState({ away: ['DE'] })
    expect(await ask()).toBeUndefined()
    const nowhere = createVies({ url: 'http://127.0.0.1:1', requester, log: silentLog() })
    expect(await nowhere(german)).toBeUndefined()
    const unset = createVies({ url: undefined, requester, log: silentLog() })
    expect(await unset(german)).toBeUndefined()
  })

  it('gives no answer when it hangs, or when too many ask at once', async () => {
    const hanging = createServer(() => {})
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
    const address = hanging.address()
    const port = typeof address === 'object' ? address?.port : 0
    const vies = createVies({ url: `http://127.0.0.1:${port}`, requester, log: silentLog() })
    const startedAt = performance.now()
    const asked = Array.from({ length: 8 }, () => vies(german))
    expect(await vies(german)).toBeUndefined()
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(await Promise.all(asked)).toEqual(asked.map(() => undefined))
    hanging.closeAllConnections()
    hanging.close()
  })
})
