import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { endStaleLeases, isGrantedBefore } from './scheduler-leases.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const startedAt = new Date('2026-11-28T18:31:04.250Z')
const member = 0x40f3n << 48n
const leaseOf = (grantedMs: number) =>
  member | ((BigInt(grantedMs) & ((1n << 40n) - 1n)) << 8n) | 5n

/** An etcd with these leases, which notes what is asked of it. */
async function etcd(leases: readonly bigint[]) {
  const revoked: string[] = []
  const answer: RequestListener = (request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.url === '/v3/lease/revoke') revoked.push(JSON.parse(body).ID)
      response.end(JSON.stringify({ header: {}, leases: leases.map((id) => ({ ID: String(id) })) }))
    })
  }
  const server = createServer(answer)
  closers.push(() => server.close())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { port: (server.address() as AddressInfo).port, revoked }
}

describe('the lease of a scheduler', () => {
  it('is ended when it was granted before the scheduler started, and no other', async () => {
    const old = leaseOf(startedAt.getTime() - 90_000)
    const own = leaseOf(startedAt.getTime() + 400)
    const { port, revoked } = await etcd([old, own])
    expect(await endStaleLeases(port, startedAt)).toBeUndefined()
    expect(revoked).toEqual([String(old)])
  })

  it('cannot be ended before etcd listens', async () => {
    expect(await endStaleLeases(1, startedAt)).toBe('not listening yet')
  })

  it('is told from the time in its id, as etcd 3.5 makes it', () => {
    const seen = 4680262710804301317n
    const server = Date.parse('2026-11-28T18:31:13.000Z')
    expect(isGrantedBefore(seen, new Date(server + 60_000))).toBe(true)
    expect(isGrantedBefore(seen, new Date(server - 60_000))).toBe(false)
  })

  it('of a machine whose clock went back is left to run out', () => {
    const aYearBefore = new Date(startedAt.getTime() - 365 * 86_400_000)
    expect(isGrantedBefore(leaseOf(startedAt.getTime()), aYearBefore)).toBe(false)
  })
})
