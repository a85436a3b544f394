import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
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

  it('asks for a password that no command line shows', async () => {
    const machine = bareMachine({ 'redis-server': '' })
    const configFile = join(machine.dataDir, 'redis.conf')
    const found = await findRedis({ ...machine, login: { password: 's-3cret', configFile } })
    if (found.kind !== 'own') throw new Error('not our own')
    expect(found.url).toBe('redis://:s-3cret@127.0.0.1:7380')
    expect(found.args[0]).toBe(configFile)
    expect(found.args.join(' ')).not.toContain('s-3cret')
    expect(readFileSync(configFile, 'utf8')).toBe('requirepass "s-3cret"\n')
    expect(statSync(configFile).mode & 0o777).toBe(0o600)
  })

  it('gives the password to Docker in its environment', async () => {
    const machine = bareMachine({ docker: 'exit 0' })
    const login = { password: 's-3cret', configFile: join(machine.dataDir, 'redis.conf') }
    const found = await findRedis({ ...machine, login })
    if (found.kind !== 'own') throw new Error('not our own')
    expect(found.env).toEqual({ REDIS_PASSWORD: 's-3cret' })
    expect(found.args.join(' ')).toContain('-e REDIS_PASSWORD redis:')
    expect(found.args.join(' ')).not.toContain('s-3cret')
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
