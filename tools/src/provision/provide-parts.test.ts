import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { knownSecrets } from '../resources/known-secrets.ts'
import { known, usualChoice } from '../runner/plan/choice.ts'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { startHelp } from '../runner/screen/arguments.ts'
import { type PartInput, sidecarEnvironmentFor } from './part.ts'
import { caveatsOf, providable, provideParts } from './provide-parts.ts'

type Enum = { enum: string[] }
type Schema = { properties: { broker: Enum; live: Enum; store: { pattern: string } } }
const { properties }: Schema = JSON.parse(
  readFileSync(join(checkout, 'charts/comptoir/values.schema.json'), 'utf8'),
)
/** What the chart takes, and what it is to take when these are the names. */
const taken = { broker: properties.broker.enum.join('|'), store: properties.store.pattern }
const takenOf = {
  broker: (names: string) => names,
  store: (names: string) => `^(${names})(,[a-z][a-z-]*=(${names}))*$`,
}

describe.each(['broker', 'store'] as const)('a choice of the %s', (kind) => {
  const names = known(checkout, kind).toSorted()

  it('can be found or started, and is named by the help and the chart', () => {
    expect(['redis', ...providable[kind]].toSorted()).toEqual(names)
    expect(startHelp[kind]).toContain(`: ${names.join(', ')} (`)
    expect(taken[kind]).toBe(takenOf[kind](names.join('|')))
  })

  it('says its own limits, and those of no other', () => {
    for (const name of names) {
      const said = caveatsOf({ ...usualChoice, store: 'postgresql', [kind]: name })
      const title = kind === 'store' ? 'Store' : 'Broker'
      const others = said.filter((caveat) => !caveat.startsWith(`${title} ${name}: `))
      expect(others).toEqual([])
    }
  })
})

describe('live channels', () => {
  it('go by what can be found or started, and is named by the help and the chart', () => {
    const names = known(checkout, 'live')
    expect(providable.live).toEqual(names)
    expect(startHelp.live).toContain(`: ${[...names, 'redis'].join(', ')} (`)
    expect(properties.live.enum).toEqual([...names, 'redis'])
    for (const live of names)
      expect(caveatsOf({ broker: 'redis', store: 'postgresql', live })).toEqual([
        expect.stringContaining(`by ${live}: `),
      ])
  })
})

describe('stores of some services', () => {
  const inputIn = (data: string): PartInput => ({
    layout: layoutOf(checkout, { COMPTOIR_HOME: data }),
    ...{ ports: portsAt(0), secrets: knownSecrets('test'), isRoot: false, progress: () => {} },
    env: { MYSQL_URL: 'mysql://admin:secret@db/shop' },
  })

  it('are known to the sidecars of these only', async () => {
    const input = inputIn(mkdtempSync(join(tmpdir(), 'comptoir-parts-')))
    const choice = { ...usualChoice, store: 'sqlite,carts=redis,orders=mysql' }
    const parts = await provideParts(choice, () => input)
    expect(parts.map(({ name }) => name)).toEqual(['sqlite', 'mysql'])
    const environmentOf = sidecarEnvironmentFor(parts)
    expect(environmentOf('carts')).toEqual({})
    expect(environmentOf('catalog').STATE_CONNECTION).toMatch(/sqlite\/catalog\.db/)
    expect(environmentOf('catalog').STATE_SCHEMA).toBeUndefined()
    expect(environmentOf('orders').STATE_CONNECTION).toMatch(/^shop_orders:/)
  })

  it('have the limits of each', () => {
    const said = caveatsOf({ ...usualChoice, store: 'sqlite,carts=redis' })
    expect(said.map((caveat) => caveat.split(':')[0])).toEqual(['Store sqlite', 'Store redis'])
  })

  it('have ports of their own', () => {
    const { postgresql, mysql } = portsAt(0)
    expect(postgresql).not.toBe(mysql)
  })
})

describe('what a store cannot promise', () => {
  it.each([
    ['in-memory', 'each start begins with an empty shop'],
    ['mongodb', 'not run on MongoDB'],
    ['mysql', 'up to a minute later'],
    ['redis', 'not rolled back'],
    ['sqlite', 'one replica of each service'],
  ])('is said of %s', (store, words) => {
    expect(caveatsOf({ ...usualChoice, store }).join()).toContain(words)
  })
})
