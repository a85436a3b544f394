import { connect } from 'node:net'
import { z } from 'zod'
import { attempt } from '../files.ts'

const metadataSchema = z.object({
  components: z.array(z.object({ name: z.string() })).default([]),
  subscriptions: z.array(z.object({ pubsubname: z.string(), topic: z.string() })).default([]),
})

export type Expected = { components: readonly string[]; subscriptions: readonly string[] }

const probeTimeoutMs = 2000

/** What a plain HTTP health page lacks: undefined once it answers with success. */
export async function missingPage(url: string): Promise<string | undefined> {
  const answer = await get(url)
  if (typeof answer === 'string') return answer
  return answer.ok ? undefined : `not ready: ${reasonIn(await answer.text().catch(() => ''))}`
}

const reasonSchema = z.object({ reason: z.string() }).or(z.object({ message: z.string() }))

/** The reason that our services (`reason`) and Dapr (`message`) give, or what there is. */
function reasonIn(text: string): string {
  const parsed = reasonSchema.safeParse(attempt(() => JSON.parse(text)))
  if (!parsed.success) return text.slice(0, 200)
  return 'reason' in parsed.data ? parsed.data.reason : parsed.data.message
}

/** What a sidecar lacks: its API, a component, its app, or a subscription. */
export async function missingOfSidecar(
  { http, token }: { http: number; token: string },
  expected: Expected,
): Promise<string | undefined> {
  const base = `http://127.0.0.1:${http}/v1.0`
  const outbound = await missingPage(`${base}/healthz/outbound`)
  if (outbound !== undefined) return outbound
  const loaded = await readMetadata(`${base}/metadata`, token)
  const component = expected.components.find((name) => !loaded.components.includes(name))
  if (component !== undefined) return `component ${component} is not loaded`
  const health = await missingPage(`${base}/healthz`)
  if (health !== undefined) return health
  const topic = expected.subscriptions.find((name) => !loaded.subscriptions.includes(name))
  return topic === undefined ? undefined : `subscription ${topic} is not active`
}

async function readMetadata(url: string, token: string): Promise<Expected> {
  const answer = await get(url, { 'dapr-api-token': token })
  const body = typeof answer === 'string' ? undefined : await answer.json().catch(() => undefined)
  const parsed = metadataSchema.safeParse(body)
  if (!parsed.success) return { components: [], subscriptions: [] }
  return {
    components: parsed.data.components.map(({ name }) => name),
    subscriptions: parsed.data.subscriptions.map((one) => `${one.pubsubname}/${one.topic}`),
  }
}

/** The answer, or why there is none. */
async function get(url: string, headers: Record<string, string> = {}): Promise<Response | string> {
  try {
    return await fetch(url, { headers, signal: AbortSignal.timeout(probeTimeoutMs) })
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return isLate ? 'no answer' : 'not listening yet'
  }
}

/** What Redis lacks: undefined once it answers PONG (while it loads its file, it does not). */
export function missingOfRedis(redisUrl: string): Promise<string | undefined> {
  const { hostname, port, username, password } = new URL(redisUrl)
  const socket = connect({ host: hostname, port: Number(port || 6379), timeout: probeTimeoutMs })
  const login = password ? `AUTH ${username || 'default'} ${decodeURIComponent(password)}\r\n` : ''
  return new Promise((resolve) => {
    const answer = (missing: string | undefined) => {
      socket.destroy()
      resolve(missing)
    }
    socket.once('connect', () => socket.write(`${login}PING\r\n`))
    socket.on('data', (data) => readReply(data.toString(), answer))
    socket.once('error', () => answer('not listening yet'))
    socket.once('timeout', () => answer('no answer'))
  })
}

function readReply(reply: string, answer: (missing: string | undefined) => void): void {
  if (reply.includes('+PONG')) answer(undefined)
  if (reply.startsWith('-')) answer(reply.slice(1).split('\r\n')[0])
}
