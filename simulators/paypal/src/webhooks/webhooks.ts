import { randomUUID } from 'node:crypto'
import type { EventRecord } from '../books/records.ts'
import { signTransmission } from './signature.ts'

const backOffMs = [500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000]
/** PayPal tries up to 25 times in three days. */
const giveUpMs = 3 * 24 * 3_600_000
const lateByMs = 700

const waitAfter = (tries: number): number =>
  backOffMs[Math.min(tries, backOffMs.length - 1)] ?? giveUpMs

/** When a webhook goes out, once for each time. */
const waitsOf: Readonly<Record<EventRecord['delivery'], readonly number[]>> = {
  ...{ none: [], once: [0], twice: [0, 0], late: [lateByMs] },
}

type Options = {
  readonly url: string | undefined
  readonly webhookId: string
  readonly secret: string
  readonly certUrl: string
  readonly bodyOf: (event: EventRecord) => string
  readonly onDelivered: (id: string) => void
  readonly post?: PostWebhook | undefined
}

/** Posts a body with its headers and answers the status; 0 when nobody answered. */
export type PostWebhook = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<number>

/** Webhooks since the start: lost on purpose, taken by the shop, of those taken again, and taken late on purpose. */
export type Tally = { lost: number; taken: number; again: number; late: number }

/** Sends webhooks at once and again with back-off, for three days, until they are answered with 2xx. */
export function createWebhooks(options: Options) {
  const { url, bodyOf, onDelivered } = options
  const timers = new Set<NodeJS.Timeout>()
  const state = { closed: false, lost: false }
  const tally: Tally = { lost: 0, taken: 0, again: 0, late: 0 }
  const known = new Set<string>()

  function count({ id, delivery }: EventRecord): void {
    tally.taken += 1
    if (known.has(id)) tally.again += 1
    if (delivery === 'late') tally.late += 1
    known.add(id)
  }

  function later(waitMs: number, run: () => void): void {
    if (state.closed) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, waitMs)
    timers.add(timer)
  }

  async function send(event: EventRecord, target: string, tries: number): Promise<void> {
    if (state.lost) {
      tally.lost += 1
      return
    }
    const body = bodyOf(event)
    const status = await (options.post ?? postOver)(target, body, headersOf(body, options))
    if (status >= 200 && status < 300) {
      count(event)
      return onDelivered(event.id)
    }
    if (Date.now() - event.created > giveUpMs) return
    later(waitAfter(tries), () => void send(event, target, tries + 1))
  }

  function start(event: EventRecord, target: string): void {
    for (const waitMs of waitsOf[event.delivery]) later(waitMs, () => void send(event, target, 0))
  }

  return {
    deliver(events: readonly EventRecord[]) {
      for (const event of url === undefined ? [] : events) start(event, url ?? '')
    },
    /** While lost, webhooks go nowhere, and are not sent again. */
    lose(lost: boolean) {
      state.lost = lost
    },
    tally: (): Tally => ({ ...tally }),
    close() {
      state.closed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

const postOver: PostWebhook = async (url, body, headers) => {
  const signal = AbortSignal.timeout(10_000)
  const answer = await fetch(url, { method: 'POST', body, headers, signal }).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.status ?? 0
}

/** The signature of a transmission; each try is one of its own. */
function headersOf(body: string, { webhookId, secret, certUrl }: Options): Record<string, string> {
  const id = randomUUID()
  const time = new Date().toISOString()
  return {
    'content-type': 'application/json',
    'paypal-auth-algo': 'SHA256withRSA',
    'paypal-cert-url': certUrl,
    'paypal-transmission-id': id,
    'paypal-transmission-time': time,
    'paypal-transmission-sig': signTransmission({ id, time, webhookId, body }, secret),
  }
}
