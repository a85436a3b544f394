import { silentLog } from '@comptoir/service/test/silent-log'
import { expect, it } from 'vitest'
import { createMemoryPresence } from '../../test/memory-presence.ts'
import { createPresence } from './presence.ts'

it('renews nobody who could not come in', async () => {
  const store = createMemoryPresence()
  let isAway = true
  const renewed: string[] = []
  const presence = createPresence({
    store: {
      ...store,
      async set(place, member, untilMs) {
        if (isAway) throw new Error('Redis is away')
        renewed.push(member.slice(0, member.indexOf('|')))
        await store.set(place, member, untilMs)
      },
    },
    clock: () => new Date('2026-11-21T10:00:00.000Z'),
    log: silentLog(),
  })
  await expect(presence.enter('agents', 'usr_ines')).rejects.toThrow('Redis is away')
  isAway = false
  await presence.enter('agents', 'usr_omar')
  await presence.start()()
  expect(renewed).toEqual(['usr_omar', 'usr_omar'])
  expect([...(await presence.who('agents'))]).toEqual(['usr_omar'])
})
