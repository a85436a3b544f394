import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { Redis } from 'ioredis'
import { describe, expect, inject, it } from 'vitest'
import {
  commandLineOf,
  filesOthersCanRead,
  listenersOf,
  processesOf,
} from '../src/processes-and-sockets.ts'
import { askSidecar } from '../src/sidecars.ts'
import { isLeftOut } from '../src/this-machine.ts'

const { home, portOffset, redisUrl, sidecarTokens } = inject('platform')
const isLinux = process.platform === 'linux'
const isOut = isLeftOut('where secrets are', 'it reads files, processes, ports and Redis')

/** Every secret of the run, by name; what an environment variable or a YAML file would hold. */
function secretsOf(value: unknown, name = 'secrets'): [string, string][] {
  if (typeof value === 'string') return [[name, value]]
  const members = Object.entries(value as object)
  return members.flatMap(([key, member]) => secretsOf(member, `${name}.${key}`))
}
const secrets = isOut ? [] : secretsOf(JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')))
const foundIn = (text: string) =>
  secrets.filter(([, secret]) => text.includes(secret)).map(([name]) => name)

async function withRedis<T>(url: string, run: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => {})
  try {
    return await run(redis)
  } finally {
    redis.disconnect()
  }
}

describe.skipIf(isOut)('Redis', () => {
  const host = isOut ? '' : new URL(redisUrl).host

  it.each([
    ['without a password', `redis://${host}`],
    ['with a wrong one', `redis://:guess@${host}`],
  ])('answers nobody %s', async (_, url) => {
    const answer = withRedis(url, (redis) => redis.get('log:orders'))
    await expect(answer).rejects.toThrow(/NOAUTH|WRONGPASS/)
  })

  it('answers who has the password', async () => {
    expect(await withRedis(redisUrl, (redis) => redis.ping())).toBe('PONG')
  })
})

describe.skipIf(isOut)('a secret', () => {
  it.runIf(isLinux)('is in no command line', () => {
    for (const [name, pid] of processesOf(home))
      expect([name, foundIn(commandLineOf(pid))]).toEqual([name, []])
  })

  it('is in no log, but the passwords of the demo shop in that of the runner', () => {
    const logs = readdirSync(join(home, 'logs')).filter((name) => /\.log(\.\d+)?$/.test(name))
    for (const name of logs) {
      const found = foundIn(readFileSync(join(home, 'logs', name), 'utf8'))
      const isRunner = name.startsWith('runner.')
      const shown = found.filter((secret) => !(isRunner && /Password$/.test(secret)))
      expect([name, shown]).toEqual([name, []])
    }
  })

  it('is in no file that another user of the machine can read', () => {
    const { mode } = statSync(home)
    // the tests make a home that is closed altogether: what is inside must hold without that
    chmodSync(home, 0o755)
    try {
      const open = filesOthersCanRead(home)
      expect(open.length).toBeGreaterThan(0)
      for (const path of open)
        expect([path, foundIn(readFileSync(path, 'utf8'))]).toEqual([path, []])
    } finally {
      chmodSync(home, mode)
    }
  })

  it('is not told by a sidecar, even to its own service', async () => {
    for (const [n, appId] of appIds.entries()) {
      const headers = { 'dapr-api-token': sidecarTokens[appId] ?? '' }
      const port = 3600 + 10 * n + portOffset
      for (const path of ['/v1.0/secrets/secrets/REDIS_PASSWORD', '/v1.0/secrets/secrets/bulk']) {
        const status = await askSidecar({ method: 'GET', path, port, headers })
        // the bulk answer leaves out what is denied
        expect([path, status]).toEqual([path, path.endsWith('bulk') ? 200 : 403])
      }
    }
  })
})

describe.skipIf(isOut)('the key that signs tokens', () => {
  it('is encrypted in the store: whoever reads all of it can sign nothing', async () => {
    const stored = await withRedis(redisUrl, (redis) =>
      redis.hget('accounts||signing-keys:ring', 'data'),
    )
    expect(stored).toContain('"publicJwk"')
    expect(stored).not.toMatch(/"d":/)
  })
})

describe.skipIf(isOut)('a port', () => {
  /** Dapr 1.18 does not heed `--healthz-listen-address`: these two pages say ready or not, and nothing else. */
  const unavoidable: Readonly<Record<string, number>> = {
    placement: 3581 + portOffset,
    scheduler: 3584 + portOffset,
  }

  it.runIf(isLinux)('is on loopback, but for the health pages of the control plane', () => {
    const processes = processesOf(home)
    expect(processes.size).toBeGreaterThan(20)
    for (const [name, pid] of processes) {
      const open = listenersOf(pid).filter(({ isLoopback }) => !isLoopback)
      const wanted = unavoidable[name]
      expect([name, open.map(({ port }) => port)]).toEqual([name, wanted ? [wanted] : []])
    }
    expect(listenersOf(processes.get('gateway') ?? 0)).toEqual([
      { port: 8080 + portOffset, isLoopback: true },
    ])
  })

  it('of a health page of the control plane answers nothing else', async () => {
    for (const port of Object.values(unavoidable)) {
      const pages = ['/healthz', '/placement/state', '/metrics', '/debug/pprof/', '/']
      const answers = await Promise.all(
        pages.map((path) => askSidecar({ method: 'GET', port, path })),
      )
      expect(answers).toEqual([200, 404, 404, 404, 404])
    }
  })
})
