import { Agent, request } from 'node:http'
import type { EventRecord } from '../engine/records.ts'
import { signWebhook } from './signature.ts'

const backOffMs = [500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000]
const giveUpMs = 3 * 24 * 3_600_000
const lateByMs = 700

type Options = {
  readonly url: string | undefined
  readonly secret: string
  readonly bodyOf: (event: EventRecord) => string
  readonly onDelivered: (id: string) => void
  readonly post?: PostWebhook | undefined
}

/** Posts a signed body and answers the status; 0 when nobody answered. */
export type PostWebhook = (url: string, body: string, signature: string) => Promise<number>

/** Sends signed webhooks at once and again with back-off, for three days, until they are answered with 2xx. */
export function createWebhooks({ url, secret, bodyOf, onDelivered, post: given }: Options) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const post = given ?? ((...posted) => postOver(agent, ...posted))
  const timers = new Set<NodeJS.Timeout>()
  let closed = false

  function later(waitMs: number, run: () => void): void {
    if (closed) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, waitMs)
    timers.add(timer)
  }

  async function send(event: EventRecord, target: string, tries: number): Promise<void> {
    const body = bodyOf(event)
    const status = await post(target, body, signWebhook(body, secret, Date.now()))
    if (closed) return
    if (status >= 200 && status < 300) return onDelivered(event.id)
    if (Date.now() - event.created > giveUpMs) return
    const waitMs = backOffMs[Math.min(tries, backOffMs.length - 1)] ?? giveUpMs
    later(waitMs, () => void send(event, target, tries + 1))
  }

  function start(event: EventRecord, target: string): void {
    if (event.delivery === 'none') return
    const waits = event.delivery === 'twice' ? [0, 0] : [event.delivery === 'late' ? lateByMs : 0]
    for (const waitMs of waits) later(waitMs, () => void send(event, target, 0))
  }

  return {
    deliver(events: readonly EventRecord[]) {
      if (url === undefined) return
      for (const event of events) start(event, url)
    },
    close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      agent.destroy()
    },
  }
}

function postOver(agent: Agent, ...[url, body, signature]: Parameters<PostWebhook>) {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'stripe-signature': signature,
  }
  return new Promise<number>((resolve) => {
    const call = request(url, { method: 'POST', headers, agent, timeout: 10_000 }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
      answer.once('close', () => resolve(answer.complete ? (answer.statusCode ?? 0) : 0))
    })
    call.once('timeout', () => call.destroy())
    call.once('error', () => resolve(0))
    call.end(body)
  })
}
