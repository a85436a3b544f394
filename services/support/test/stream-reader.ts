import { setTimeout as sleep } from 'node:timers/promises'
import { parseEvents } from '@comptoir/tools/shop/event-stream'

export type Arrival = { readonly seq: number; readonly body: string; readonly atMs: number }

/** Reads the stream of a conversation as a browser does: after a cut it comes again with the last id, to whoever `urls` says. */
export function readStream(urls: () => string, headers: Readonly<Record<string, string>>) {
  const arrived: Arrival[] = []
  const waiting = new Map<number, (atMs: number) => void>()
  /** The states that were shown, by the version of each. */
  const statuses = new Map<number, string>()
  const stopping = new AbortController()
  const { signal } = stopping
  let cuts = -1

  async function readOnce(): Promise<void> {
    const last = arrived.at(-1)?.seq
    const resume = last === undefined ? {} : { 'last-event-id': String(last) }
    const answer = await fetch(urls(), { headers: { ...headers, ...resume }, signal })
    if (!answer.ok || !answer.body) return
    for await (const { type, data } of parseEvents(answer.body)) take(type, JSON.parse(data))
  }
  function take(type: string, { seq, body, version, status }: Shown): void {
    if (type === 'conversation') statuses.set(version, status)
    if (type !== 'message') return
    const atMs = performance.now()
    arrived.push({ seq, body, atMs })
    waiting.get(seq)?.(atMs)
  }

  const reading = (async () => {
    while (!signal.aborted) {
      cuts++
      await readOnce().catch(() => {})
      await sleep(50)
    }
  })()
  return {
    arrived,
    /** When a message that has not come yet comes. */
    arrivalOf: (seq: number) => new Promise<number>((done) => waiting.set(seq, done)),
    cuts: () => cuts,
    status: () => statuses.get(Math.max(...statuses.keys())),
    async stop() {
      stopping.abort()
      await reading
    },
  }
}

type Shown = { seq: number; body: string; version: number; status: string }
