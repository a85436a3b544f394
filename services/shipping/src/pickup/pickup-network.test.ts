import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { silentLog } from '@comptoir/service/test/silent-log'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPickupNetwork } from './pickup-network.ts'

const program = fileURLToPath(
  new URL('../../../../simulators/pickup-points/src/main.ts', import.meta.url),
)
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

const setState = (state: { away?: boolean; slowMs?: number; closed?: string[] }) =>
  fetch(`${url}/state`, { method: 'PUT', body: JSON.stringify(state) })
beforeEach(async () => {
  await setState({})
})

const network = (now?: () => number) =>
  createPickupNetwork({ url, log: silentLog(), ...(now && { now }) })
const near = { countryCode: 'FR', weightGrams: 0 }

describe('a network of pickup points', () => {
  it('finds open points by postal code, nearest first, with hours and the heaviest parcel', async () => {
    const points = await network().search({ ...near, postalCode: '75 010' })
    expect(points).toHaveLength(4)
    expect(points[0]).toMatchObject({
      ...{ pointId: 'FR-75010-1', name: 'Tabac de la Gare', kind: 'shop', isOpen: true },
      address: { line1: '2 place de la Gare', postalCode: '75010', city: 'Paris' },
      ...{ distanceMetres: 0, maxParcelGrams: 20_000 },
    })
    expect(points[0]?.openingHours[6]).toEqual({ day: 'sun', periods: [] })
    const distances = points.map(({ distanceMetres = 0 }) => distanceMetres)
    expect(distances).toEqual(distances.toSorted((a, b) => a - b))
  })

  it('finds them around a position, and leaves out what does not take the weight', async () => {
    const heavy = { ...near, weightGrams: 12_000 }
    const points = await network().search({ ...heavy, latitude: 45.753, longitude: 4.827 })
    expect(points[0]?.address.city).toBe('Lyon')
    expect(points.map(({ kind }) => kind)).not.toContain('locker')
    expect(await network().search({ ...near, postalCode: '00000' })).toEqual([])
    expect(await network().search({ ...near, countryCode: 'BE', postalCode: '1000' })).toEqual([])
  })

  it('tells a point that has closed from one that never was', async () => {
    expect(await network().get('FR-75010-5')).toMatchObject({ isOpen: false })
    expect(await network().get('FR-75010-9')).toBeUndefined()
    await setState({ closed: ['FR-75010-1'] })
    expect(await network().get('FR-75010-1')).toMatchObject({ isOpen: false })
    expect(await network().search({ ...near, postalCode: '75010' })).toHaveLength(3)
  })

  it('is away while it does not answer, and for half a minute', async () => {
    let nowMs = 0
    const asked = network(() => nowMs)
    expect(asked.isAway()).toBe(false)
    await setState({ away: true })
    const refused = { code: 'dependency_unavailable', detail: expect.stringContaining('goes on') }
    await expect(asked.get('FR-75010-1')).rejects.toMatchObject(refused)
    expect(asked.isAway()).toBe(true)
    nowMs = 30_000
    expect(asked.isAway()).toBe(false)
    await setState({})
    expect(await asked.get('FR-75010-1')).toBeDefined()
  })

  it('has no points where no network is named', async () => {
    const none = createPickupNetwork({ url: undefined, log: silentLog() })
    expect(await none.search({ ...near, postalCode: '75010' })).toEqual([])
    expect(await none.get('FR-75010-1')).toBeUndefined()
    expect([none.isNamed, network().isNamed]).toEqual([false, true])
  })
})
