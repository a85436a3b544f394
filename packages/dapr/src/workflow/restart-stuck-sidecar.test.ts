import { silentLog } from '@comptoir/service/test/silent-log'
import { expect, it } from 'vitest'
import type { Sidecar, SidecarRequest } from '../sidecar/sidecar.ts'
import { createRescue } from './restart-stuck-sidecar.ts'

function sidecarThatNotes() {
  const asked: SidecarRequest[] = []
  const sidecar: Pick<Sidecar, 'request'> = {
    async request(input) {
      asked.push(input)
      return { status: 204, headers: {}, body: Buffer.alloc(0) }
    },
  }
  return { sidecar, asked }
}

async function replaceTimes(rescue: ReturnType<typeof createRescue>, times: number) {
  for (let n = 0; n < times; n++) await rescue.replaced()
}

it('asks the sidecar to exit at once when the third worker in a row finds no place', async () => {
  const { sidecar, asked } = sidecarThatNotes()
  const rescue = createRescue(sidecar, silentLog())
  await replaceTimes(rescue, 2)
  expect(asked).toEqual([])
  await replaceTimes(rescue, 1)
  expect(asked).toMatchObject([
    { method: 'POST', path: '/v1.0/shutdown', headers: { 'dapr-force-shutdown': 'true' } },
  ])
})

it('waits twice as long before the next time', async () => {
  const { sidecar, asked } = sidecarThatNotes()
  const rescue = createRescue(sidecar, silentLog())
  await replaceTimes(rescue, 3 + 5)
  expect(asked).toHaveLength(1)
  await replaceTimes(rescue, 1)
  expect(asked).toHaveLength(2)
})

it('forgets all once a worker is connected', async () => {
  const { sidecar, asked } = sidecarThatNotes()
  const rescue = createRescue(sidecar, silentLog())
  await replaceTimes(rescue, 3)
  rescue.connected()
  await replaceTimes(rescue, 2)
  expect(asked).toHaveLength(1)
  await replaceTimes(rescue, 1)
  expect(asked).toHaveLength(2)
})
