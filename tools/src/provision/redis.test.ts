import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findRedis } from './redis.ts'

function bareMachine(programs: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'comptoir-redis-'))
  const bin = join(home, 'bin')
  mkdirSync(bin)
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  return { port: 7380, dataDir: home, env: { PATH: bin }, isRoot: false }
}

describe('finding Redis', () => {
  it('uses the one that REDIS_URL names', async () => {
    const machine = bareMachine({ 'redis-server': '' })
    const env = { ...machine.env, REDIS_URL: 'redis://elsewhere:6379' }
    expect(await findRedis({ ...machine, env })).toMatchObject({
      kind: 'given',
      url: 'redis://elsewhere:6379',
    })
  })

  it('starts its own, on loopback, with every write on disk and nothing evicted', async () => {
    const machine = bareMachine({ 'redis-server': '' })
    const found = await findRedis(machine)
    if (found.kind !== 'own') throw new Error('not our own')
    expect(found.url).toBe('redis://127.0.0.1:7380')
    const words = found.args.join(' ')
    expect(words).toContain('--bind 127.0.0.1 --port 7380')
    expect(words).toContain('--appendonly yes --appendfsync always --maxmemory-policy noeviction')
  })

  it('falls back to Docker when its engine answers', async () => {
    const found = await findRedis(bareMachine({ docker: 'exit 0' }))
    expect(found).toMatchObject({ kind: 'own', from: 'Docker' })
  })

  it('says in one line what to install', async () => {
    const deaf = bareMachine({ docker: 'exit 1' })
    await expect(findRedis(deaf)).rejects.toThrow(
      /^Redis is missing\. Install it \(`sudo apt-get install redis-server`.*REDIS_URL=redis:\/\/host:6379$/,
    )
  })
})
