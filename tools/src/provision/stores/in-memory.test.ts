import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { knownSecrets } from '../../resources/known-secrets.ts'
import { layoutOf } from '../../runner/plan/layout.ts'
import { portsAt } from '../../runner/plan/ports.ts'
import { provideInMemory } from './in-memory.ts'

let data: string
const provide = (env: NodeJS.ProcessEnv) =>
  provideInMemory({
    layout: layoutOf(join(data, '../..'), {}),
    ports: portsAt(0),
    secrets: knownSecrets('test'),
    ...{ env, isRoot: false, progress: () => {} },
  })

beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), 'comptoir-memory-')), '.comptoir/data')
  for (const name of ['redis/appendonlydir', 'scheduler', 'blobs', 'payment-simulator'])
    mkdirSync(join(data, name), { recursive: true })
  for (const name of ['seeded', 'choice.json']) writeFileSync(join(data, name), '{}')
})

describe('the memory of the sidecars as the store', () => {
  it('begins without what points at documents of an earlier start', async () => {
    await provide({})
    expect(readdirSync(data).toSorted()).toEqual(['choice.json', 'redis'])
    expect(readdirSync(join(data, 'redis'))).toEqual([])
  })

  it('is refused beside a Redis of somebody else, and empties nothing', async () => {
    await expect(provide({ REDIS_URL: 'redis://shop' })).rejects.toThrow(/without REDIS_URL/)
    expect(existsSync(join(data, 'redis/appendonlydir'))).toBe(true)
  })
})
