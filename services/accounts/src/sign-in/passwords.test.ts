import { expect, it } from 'vitest'
import { createPasswords } from './passwords.ts'

it('serves those who wait in turn by address, so one who asks a lot delays only itself', async () => {
  const passwords = createPasswords({ concurrency: 1, longestQueue: 12 })
  const served: string[] = []
  const ask = (client: string) =>
    passwords.hash('a long password', client).then(() => served.push(client))
  const busy = Array.from({ length: 12 }, () => ask('attacker'))
  await Promise.all([...busy, ask('victim')])
  expect(served.indexOf('victim')).toBeLessThanOrEqual(2)
})

it('refuses what one address puts in the queue beyond its length, and nobody else', async () => {
  const passwords = createPasswords({ concurrency: 1, longestQueue: 3 })
  const asked = Array.from({ length: 6 }, () => passwords.hash('a long password', 'attacker'))
  const victim = passwords.hash('a long password', 'victim')
  const outcomes = await Promise.allSettled(asked)
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(2)
  expect(await victim).toMatch(/^\$argon2id/)
})
