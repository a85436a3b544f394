// `npm run test:attack`: each attack for a minute (ATTACK_SECONDS), against a platform of its own.
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { isLeftOut } from '../src/this-machine.ts'
import {
  type Attack,
  attackFor,
  calm,
  distinctQueries,
  gatewayMb,
  malformedPath,
  streamAttack,
  wholeDocument,
} from './attack.ts'

const platform = inject('platform')
const seconds = Math.min(600, Math.max(2, Number(process.env['ATTACK_SECONDS'] ?? 60)))
const highestP99Ms = 100
const highestCpuMs = 10
/** What the first burst of connections may cost anybody, once. */
const longestBurstMs = 1_000
/** What a bystander sees while nobody attacks: a machine that is busy already makes everyone wait. */
let calmP99Ms: number

beforeAll(async () => {
  const seen = await attackFor(platform, calm, Math.min(seconds, 20))
  console.log(`calm: ${JSON.stringify(seen)}`)
  calmP99Ms = seen.p99
})

async function endure(name: string, attack: Attack): Promise<void> {
  const seen = await attackFor(platform, attack, seconds)
  console.log(`${name}, ${seconds} s: ${JSON.stringify(seen)}`)
  expect(seen.failed).toBe(0)
  expect(seen.p99).toBeLessThan(Math.max(highestP99Ms, 2 * calmP99Ms))
  expect(seen.slowest).toBeLessThan(longestBurstMs)
  expect(seen.cpuMsEach).toBeLessThan(highestCpuMs)
}

describe('a bystander is answered in time while somebody', () => {
  it('asks eight hundred times at once for one stream, without Accept', async () =>
    endure('streams', await streamAttack(platform)))

  it('sends long paths with malformed percent-encoding', () =>
    endure('malformed paths', malformedPath))

  it('asks for the whole document', () => endure('document', wholeDocument))
})

const memory = 'the memory of the gateway'
describe.skipIf(isLeftOut(memory, 'it looks at a process'))(memory, () => {
  it('is flat over twenty thousand requests with queries of their own', async () => {
    const ask = async (requests: number) =>
      attackFor(platform, { ...distinctQueries, requests }, 300)
    await ask(5_000)
    await sleep(5_000)
    const before = gatewayMb(platform)
    const seen = await ask(20_000)
    await sleep(5_000)
    const after = gatewayMb(platform)
    console.log(`distinct queries: ${before} MB before, ${after} MB after; ${JSON.stringify(seen)}`)
    expect(seen.failed).toBe(0)
    expect(after - before).toBeLessThan(20)
  })
})
