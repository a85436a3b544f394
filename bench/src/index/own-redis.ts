import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findRedis } from '@comptoir/tools/provision/redis'
import { memoryOf, readParents } from '@comptoir/tools/runner/process/memory'
import { end, freePorts } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'

/** A Redis of its own, durable as the shop's, that can be started again over its data. */
export async function createOwnRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-index-'))
  const [port = 0] = await freePorts(1)
  // never one that somebody gave to the shop
  const source = await findRedis({ port, dataDir: folder, env: { PATH: process.env['PATH'] } })
  if (source.kind !== 'own' || source.command === 'docker')
    throw new Error('no redis-server on this machine: its memory is to be measured')
  const { command, args, url } = source
  const client = new Redis(url, { lazyConnect: true })
  let child: ChildProcess | undefined

  async function start(): Promise<number> {
    const startedAt = performance.now()
    child = spawn(command, [...args], { stdio: 'ignore' })
    while (!(await answers(url))) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`)
      await sleep(20)
    }
    return (performance.now() - startedAt) / 1000
  }

  return {
    client,
    /** Starts it and waits until its data are loaded; answers how many seconds that took. */
    start,
    /** Ends it as a power cut would, and the connection to it. */
    async kill() {
      client.disconnect()
      if (child) await end(child, 'SIGKILL')
    },
    /** What it holds in memory, with the child that rewrites its file (PSS), in bytes. */
    resident: () => memoryOf(child?.pid ?? 0, readParents()) ?? 0,
    onDisk: () => sizeOf(join(folder, 'redis')),
    async remove() {
      client.disconnect()
      if (child) await end(child, 'SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type OwnRedis = Awaited<ReturnType<typeof createOwnRedis>>

/** Whether it answers, and not that it is still loading. */
async function answers(url: string): Promise<boolean> {
  const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  probe.on('error', () => {})
  try {
    await probe.connect()
    return (await probe.ping()) === 'PONG'
  } catch {
    // it is not there yet, or is loading
    return false
  } finally {
    probe.disconnect()
  }
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
