import { silentLog } from '@comptoir/service/test/silent-log'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { unsigned } from '../../test/memory-store.ts'
import { type Sidecar, SidecarError } from '../sidecar/sidecar.ts'
import { createStore } from './sidecar-store.ts'

/** The state port over a sidecar whose writes are answered so. */
function answering(status: number, message: string) {
  const body = Buffer.from(JSON.stringify({ errorCode: 'ERR_STATE_SAVE', message }))
  const sidecar = {
    request: async () => ({ status, headers: {}, body }),
  } as unknown as Sidecar
  const redis = new Redis({ lazyConnect: true })
  const log = silentLog()
  return createStore({ sidecar, redis, service: 'orders', log, signatures: unsigned }).state
}

const failed = 'failed saving state in state store state:'
const creation = { key: 'orders:1', value: {} }

describe('a creation that did not happen', () => {
  it.each([
    [409, `${failed} possible etag mismatch. error from state store: rows affected error`],
    [500, `${failed} no item was updated`],
    [500, `${failed} failed to set key orders||orders:1: ERR user_script:12: failed to set key`],
    [500, `${failed} Error 1062 (23000): Duplicate entry 'orders||orders:1' for key 'PRIMARY'`],
  ])('is told from one of unknown outcome: %i %s', async (status, message) => {
    expect(await answering(status, message).write(creation)).toBe(false)
  })

  it.each([
    [500, `${failed} failed to set key orders||orders:1: dial tcp: connect: connection refused`],
    [500, `${failed} failed to set key orders||orders:1 ttl: context deadline exceeded`],
    [500, `${failed} FATAL: terminating connection due to administrator command`],
    [500, `${failed} database is locked`],
  ])('is not what an outage is taken for: %i %s', async (status, message) => {
    await expect(answering(status, message).write(creation)).rejects.toThrow(SidecarError)
  })

  it('is not what a change with an ETag is taken for', async () => {
    const write = answering(500, `${failed} no item was updated`).write({ ...creation, etag: '1' })
    await expect(write).rejects.toThrow(SidecarError)
  })
})
