import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { expect, it } from 'vitest'
import { defaultsWarning } from '../compose/known-defaults.ts'
import { checkout } from '../runner/plan/layout.ts'
import { composeSecrets } from './compose-secrets.ts'
import type { Connections } from './connections.ts'

const compose = readFileSync(join(checkout, 'compose.yaml'), 'utf8')
const noSecrets = new Set([
  ...[
    'PORT',
    'STOREFRONT_PORT',
    'BACK_OFFICE_PORT',
    'SIMULATOR_PORT',
    'PAYPAL_PORT',
    'VIES_URL',
    'PICKUP_POINTS_URL',
    'MAILBOX_PORT',
    'SMTP_URL',
    'SMTP_USER',
    'TWILIO_API_URL',
    'TWILIO_ACCOUNT_SID',
    'TWILIO_FROM_NUMBER',
    'MAIL_FROM',
    'MAIL_DOMAIN',
    'PWNED_PASSWORDS_URL',
    'REGISTRY',
    'TAG',
    'BROKER',
    'STORE',
    'LIVE',
  ],
])
/** Only those who run a broker or a store beside Redis have them. */
const ofParts = /^(STATE|BROKER|LIVE)_/
const defaults = new Map(
  [...compose.matchAll(/\$\{COMPTOIR_(\w+):-([^}]*)\}/g)].flatMap(([, name = '', value = '']) =>
    noSecrets.has(name) || ofParts.test(name) ? [] : [[name, value] as const],
  ),
)
const read = () =>
  new Map(
    [...composeSecrets().matchAll(/^COMPTOIR_(\w+)='([^']*)'$/gm)].map(
      ([, name = '', value = '']) => [name, value] as const,
    ),
  )

it('makes a secret for each that compose.yaml has a known default for, and no other', () => {
  expect(defaults.size).toBeGreaterThan(10)
  expect([...read().keys()].toSorted()).toEqual([...defaults.keys()].toSorted())
})

it('makes them anew each time, none as it is known', () => {
  const [first, second] = [read(), read()]
  for (const [name, known] of defaults) {
    expect(first.get(name)?.length).toBeGreaterThan(15)
    expect(new Set([known, first.get(name), second.get(name)]).size).toBe(3)
  }
})

it('is asked for while the known ones run, and not once they are replaced', () => {
  expect(defaultsWarning({ REDIS_PASSWORD: defaults.get('REDIS_PASSWORD') })).toMatch(
    /secrets -- --compose > \.env/,
  )
  expect(defaultsWarning({ REDIS_PASSWORD: read().get('REDIS_PASSWORD') })).toBeUndefined()
})

it('names the broker, the store and their addresses beside Redis', () => {
  const connections = Object.fromEntries(
    appIds.map((appId) => [appId, { STATE_CONNECTION: `of ${appId}` }]),
  ) as unknown as Connections
  const choice = { broker: 'redis', store: 'postgresql', live: 'mqtt' }
  const lines = composeSecrets(choice, connections).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining(["COMPTOIR_LIVE='mqtt'", "COMPTOIR_LIVE_COMPONENT='live'"]),
  )
  expect(lines).toContain("COMPTOIR_STORE='postgresql'")
  for (const appId of appIds) {
    const name = `COMPTOIR_STATE_CONNECTION_${appId.toUpperCase()}`
    expect(lines).toContain(`${name}='of ${appId}'`)
    expect(compose).toContain(`\${${name}:-}`)
  }
})
