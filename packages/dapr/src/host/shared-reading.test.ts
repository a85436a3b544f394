import { expect, it } from 'vitest'
import { createSharedReading } from './shared-reading.ts'

it('gives each asker a reading that began after they asked, and runs one at a time', async () => {
  const ends: (() => void)[] = []
  const read = createSharedReading(() => new Promise<void>((resolve) => ends.push(resolve)))
  const done: string[] = []
  const ask = (name: string) => void read().then(() => done.push(name))
  ask('first')
  ask('second')
  ask('third')
  expect(ends).toHaveLength(1)
  ends[0]?.()
  while (ends.length < 2) await Promise.resolve()
  expect(done).toEqual(['first'])
  ends[1]?.()
  while (done.length < 3) await Promise.resolve()
  expect(ends).toHaveLength(2)
})

it('reads again after a reading that failed', async () => {
  let tries = 0
  const read = createSharedReading(async () => {
    if (++tries === 1) throw new Error('away')
  })
  const [failed, next] = await Promise.allSettled([read(), read()])
  expect([failed.status, next.status, tries]).toEqual(['rejected', 'fulfilled', 2])
})

it('gives each asker what their reading came to', async () => {
  let readings = 0
  const read = createSharedReading(async () => ++readings)
  expect(await Promise.all([read(), read(), read()])).toEqual([1, 2, 2])
})
