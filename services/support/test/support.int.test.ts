import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readStream } from './stream-reader.ts'

type Replica = { readonly url: string; readonly child: ChildProcess }
type Opened = { readonly conversationId: string; readonly conversationToken: string }

let sandbox: Sandbox
let replicas: Replica[] = []
/** Streams of the measurement: `STREAMS=1000` is what docs/support.md tells of. */
const streamCount = Number(process.env['STREAMS'] ?? 200)
const names = ['support', 'support-2']

async function start(name: string): Promise<Replica> {
  const port = sandbox.appPort(name)
  const { httpPort, grpcPort, apiToken } = sandbox.sidecar(name)
  const child = startService(sandbox, 'support', {
    ...{ PORT: String(port), DAPR_API_TOKEN: apiToken, LOG_LEVEL: 'error', WATCH_SECONDS: '1' },
    FAULTS: 'on',
    ...{ DAPR_HTTP_PORT: String(httpPort), DAPR_GRPC_PORT: String(grpcPort) },
  })
  const url = `http://127.0.0.1:${port}`
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), {
    ...{ timeout: 90_000, interval: 200 },
  })
  return { url, child }
}

const urlOf = (n: number) => replicas[n % replicas.length]?.url ?? ''
const post = (url: string, body: object, token = '') =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'conversation-token': token },
    body: JSON.stringify(body),
  })

async function open(): Promise<Opened> {
  const asked = { clientMsgId: randomUUID(), body: 'premier' }
  return (await (await post(`${urlOf(0)}/api/conversations`, asked)).json()) as Opened
}

/** Sends until it is answered, to one replica after the other, as a device does. */
async function send({ conversationId, conversationToken }: Opened, body: string, first: number) {
  const message = { clientMsgId: randomUUID(), body }
  for (let n = first; ; n++) {
    const path = `/api/conversations/${conversationId}/messages`
    const answer = await post(`${urlOf(n)}${path}`, message, conversationToken).catch(
      () => undefined,
    )
    if (answer?.status === 201) return
    // more than forty a minute are refused: the writer comes again when it may
    await sleep(answer?.status === 429 ? 1_000 : 50)
  }
}

async function plan({ url }: Replica, point: string, mode: string): Promise<void> {
  const headers = { 'dapr-api-token': sandbox.appToken, 'dapr-caller-app-id': 'gateway' }
  const planned = await fetch(`${url}/internal/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ faults: [{ point, mode }] }),
  })
  expect(planned.status).toBe(200)
}

const streamOf = ({ conversationId, conversationToken }: Opened, replica: () => number) =>
  readStream(() => `${urlOf(replica())}/api/conversations/${conversationId}/events`, {
    'conversation-token': conversationToken,
  })
const seqsOf = ({ arrived }: ReturnType<typeof readStream>) => arrived.map(({ seq }) => seq)
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)

beforeAll(async () => {
  const ports = await freePorts(names.length)
  sandbox = await startSandbox({
    apps: names.map((name, n) => ({ appId: 'support', name, appPort: ports[n] ?? 0 })),
  })
  replicas = await Promise.all(names.map(start))
}, 180_000)

afterAll(async () => {
  for (const { child } of replicas) child.kill('SIGKILL')
  await sandbox.stop()
})

it('loses no message and keeps their order when a replica is killed', {
  timeout: 240_000,
}, async () => {
  const opened = await open()
  let living = 0
  const readers = [0, 1, 0, 1].map((n) => streamOf(opened, () => (living === 0 ? n : 1)))
  const write = (from: number) =>
    Promise.all(Array.from({ length: 15 }, (_, n) => send(opened, `${from + n}`, n)))
  await write(0)
  for (const reader of readers)
    await expect.poll(() => seqsOf(reader), { timeout: 20_000 }).toEqual(upTo(16))

  const writing = write(15)
  await sleep(20)
  living = 1
  const died = replicas[0] && once(replicas[0].child, 'exit')
  replicas[0]?.child.kill('SIGKILL')
  await writing
  for (const reader of readers)
    await expect.poll(() => seqsOf(reader), { timeout: 20_000 }).toEqual(upTo(31))
  const bodies = new Set(readers[0]?.arrived.map(({ body }) => body))
  expect(bodies).toEqual(new Set(['premier', ...upTo(30).map((n) => String(n - 1))]))
  expect(readers.map(({ cuts }) => cuts() > 0)).toEqual([true, false, true, false])
  await Promise.all(readers.map(({ stop }) => stop()))
  await died
  replicas[0] = await start('support')
})

it('shows what a replica wrote that was killed before it told anybody, though nobody writes again', {
  timeout: 240_000,
}, async () => {
  const opened = await open()
  const reader = streamOf(opened, () => 1)
  await expect.poll(() => seqsOf(reader), { timeout: 20_000 }).toEqual([1])
  const [dying] = replicas
  if (!dying) throw new Error('there is no replica')
  const died = once(dying.child, 'exit')
  await plan(dying, 'publish:comptoir.support.conversation-closed.v1', 'crash_before')
  const closing = `${dying.url}/api/conversations/${opened.conversationId}/close`
  await post(closing, {}, opened.conversationToken).catch(() => undefined)
  await died
  await expect.poll(reader.status, { timeout: 60_000, interval: 200 }).toBe('closed')
  expect(reader.cuts()).toBe(0)
  await reader.stop()
  replicas[0] = await start('support')
})

type Watched = { readonly opened: Opened; readonly streams: ReturnType<typeof readStream>[] }

/** How long a message takes from its sending at one replica to each of the streams at the other. */
async function tookMs({ opened, streams }: Watched, seq: number): Promise<number[]> {
  const arriving = Promise.all(streams.map(({ arrivalOf }) => arrivalOf(seq)))
  const sentMs = performance.now()
  await send(opened, `message ${seq}`, 1)
  return (await arriving).map((atMs) => atMs - sentMs)
}

function told(took: readonly number[]): string {
  const sorted = took.toSorted((one, other) => one - other)
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]?.toFixed(1)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`
}

it('carries many streams on one replica, fed by the other', { timeout: 300_000 }, async () => {
  const [reading] = replicas
  const memoryMb = () => residentMb(reading?.child.pid ?? 0)
  const conversations = await Promise.all(Array.from({ length: streamCount / 10 }, open))
  await sleep(1_000)
  const before = memoryMb()
  const watched = conversations.map((opened) => ({
    opened,
    streams: Array.from({ length: 10 }, () => streamOf(opened, () => 0)),
  }))
  const all = watched.flatMap(({ streams }) => streams)
  for (const one of all)
    await expect.poll(() => seqsOf(one), { timeout: 60_000, interval: 20 }).toEqual([1])
  const opened = memoryMb()
  const alone: number[] = []
  for (const one of watched) alone.push(...(await tookMs(one, 2)))
  const together = await Promise.all(watched.map((one) => tookMs(one, 3)))
  for (const one of all) expect(seqsOf(one)).toEqual([1, 2, 3])
  console.log(
    `${all.length} streams: ${before} MB before, ${opened} MB open, ${memoryMb()} MB after; ` +
      `a message in one conversation: ${told(alone)}; in all ${watched.length} at once: ${told(together.flat())}`,
  )
  await Promise.all(all.map(({ stop }) => stop()))
})

const residentMb = (pid: number): number =>
  Math.round(
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
  )
