import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { findRedis } from '../provision/redis.ts'
import { readText } from '../runner/files.ts'
import { unusedPorts } from '../runner/plan/unused-ports.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { flushesIn } from './append-only-file.ts'

const directory = 'appendonlydir'
const manifest = 'appendonly.aof.manifest'

/** Where an append-only file is cut: before a flush at that byte of one of its parts. */
type Cut = { readonly part: string; readonly at: number; readonly lines: readonly string[] }

/**
 * Every moment before a flush that the append-only file in a data folder of Redis still has, the latest first. Throws a
 * UserError when there is no such file, or it has no flush.
 */
export function cutsOf(folder: string): Cut[] {
  const text = readText(join(folder, directory, manifest))
  if (!text) throw new UserError(`${folder} has no ${directory}: say with --from where it is`)
  const lines = text.split('\n').filter(Boolean)
  const cuts = lines.flatMap((line, n) => {
    const [, part = '', , , , type] = line.split(' ')
    if (type !== 'i') return []
    const file = readFileSync(join(folder, directory, part))
    return flushesIn(file).map((at): Cut => ({ part, at, lines: lines.slice(0, n + 1) }))
  })
  if (cuts.length === 0) throw new UserError(`No FLUSHALL is in the files of ${folder}`)
  return cuts.reverse()
}

/** Runs a Redis of its own with what was there before a flush, for as long as the work takes. */
export async function withRedisBefore<T>(
  folder: string,
  cut: Cut,
  work: (redis: Redis) => Promise<T>,
): Promise<T> {
  const place = mkdtempSync(join(tmpdir(), 'comptoir-stock-'))
  try {
    copyUpTo(join(folder, directory), join(place, 'redis', directory), cut)
    const [port = 0] = await unusedPorts(1)
    const source = await findRedis({ port, dataDir: place, env: { ...process.env, REDIS_URL: '' } })
    if (source.kind !== 'own') throw new Error('a Redis of its own is needed')
    const server = spawn(source.command, source.args, { stdio: 'ignore' })
    const redis = new Redis(source.url, { retryStrategy: () => 100, maxRetriesPerRequest: null })
    redis.on('error', () => undefined)
    try {
      return await work(redis)
    } finally {
      redis.disconnect()
      server.kill()
      if (server.exitCode === null) await once(server, 'exit')
    }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function copyUpTo(from: string, to: string, { part, at, lines }: Cut): void {
  mkdirSync(to, { recursive: true })
  for (const line of lines) {
    const [, name = ''] = line.split(' ')
    copyFileSync(join(from, name), join(to, name))
  }
  writeFileSync(join(to, part), readFileSync(join(from, part)).subarray(0, at))
  writeFileSync(join(to, manifest), `${lines.join('\n')}\n`)
}
