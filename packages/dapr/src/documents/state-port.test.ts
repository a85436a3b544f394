import { describe, expect, it } from 'vitest'
import { createMongoComponent } from '../../test/mongo-component.ts'
import { type Sidecar, SidecarError } from '../sidecar/sidecar.ts'
import { createStatePort } from './state-port.ts'

/** The state port over a sidecar whose writes are answered so. */
function answering(status: number, message: string) {
  const body = Buffer.from(JSON.stringify({ errorCode: 'ERR_STATE_SAVE', message }))
  const request: Sidecar['request'] = async () => ({ status, headers: {}, body })
  return createStatePort({ request }, async () => ({ name: 'state', type: 'state.redis' }))
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

describe('a value', () => {
  const value = {
    name: '$price',
    $set: { 'a.b': 1 },
    texts: ['$$NOW', '~', '"\\', 'tab\t', 'bell\u0007', '\u200b\u2028', 'é漢🛒\u{e0001}'],
    nothing: null,
    empty: {},
  }

  it('is read as it was written where texts are expressions', async () => {
    const component = createMongoComponent()
    const state = createStatePort(component, async () => ({ name: 'state', type: 'state.mongodb' }))
    expect(await state.write({ key: 'a', value: { ...value, gone: 1 } })).toBe(true)
    expect(await state.write({ key: 'a', value: {} })).toBe(false)
    const { etag } = (await state.read('a')) ?? {}
    expect(await state.write({ key: 'a', value, etag })).toBe(true)
    expect((await state.read('a'))?.value).toEqual(value)
    expect((await state.readMany(['a'])).get('a')?.value).toEqual(value)
  })

  it('would be changed, or refused, by such a store without that', async () => {
    const state = createStatePort(createMongoComponent(), async () => ({
      name: 'state',
      type: 'state.other',
    }))
    await state.write({ key: 'a', value: { name: '$price', kept: 1 } })
    const { etag } = (await state.read('a')) ?? {}
    await state.write({ key: 'a', value: { other: 2 }, etag })
    expect((await state.read('a'))?.value).toEqual({ kept: 1, other: 2 })
    await expect(state.write({ key: 'b', value })).rejects.toThrow(SidecarError)
  })
})
