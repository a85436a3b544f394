import { join } from 'node:path'
import type { SimulatorConfig } from '../config.ts'
import { createWebhooks, type PostWebhook } from '../webhooks/webhooks.ts'
import type { Context, Operation } from './context.ts'
import { openJournal as openFile } from './journal.ts'
import { settleCapture, settleRefund } from './money.ts'
import { toEvent } from './objects.ts'
import { applyChange, type Change, type Due, emptyBooks } from './records.ts'

export type Answer = { readonly status: number; readonly body: string }
export type Engine = Awaited<ReturnType<typeof createEngine>>

/** What the simulator reaches outside: its disk and the shop. Replaced where it runs inside of another program. */
export type Surroundings = {
  readonly openJournal?: (file: string) => Promise<Journal>
  readonly post?: PostWebhook
}
type Journal = Awaited<ReturnType<typeof openFile>>

/** PayPal itself: its books, their journal, its webhooks and the things that happen later. */
export async function createEngine(
  config: SimulatorConfig,
  url: string,
  { openJournal = openFile, post }: Surroundings = {},
) {
  const journal = await openJournal(join(config.dataDir, 'ledger.jsonl'))
  const books = emptyBooks()
  for (const change of journal.changes) applyChange(books, change)
  const { testCases, slowMs } = config
  const context = (): Context => ({ books, url, testCases, slowMs, now: Date.now() })
  const timers = createDueTimers((id) => void commit(comeDue(id, context())))
  const webhooks = createWebhooks({
    ...{ url: config.webhookUrl, webhookId: config.webhookId, secret: config.clientSecret },
    certUrl: `${url}/v1/notifications/certs/CERT-SIMULATOR`,
    post,
    bodyOf: (event) => JSON.stringify(toEvent(event, url)),
    onDelivered: (id) => {
      if (books.undelivered.has(id)) void commit({ delivered: [id] })
    },
  })

  async function commit(change: Change): Promise<void> {
    applyChange(books, change)
    await journal.append(change)
    webhooks.deliver(change.events ?? [])
    for (const record of [...(change.captures ?? []), ...(change.refunds ?? [])]) timers.set(record)
  }

  for (const record of [...books.captures.values(), ...books.refunds.values()]) timers.set(record)
  webhooks.deliver([...books.undelivered].flatMap((id) => books.events.get(id) ?? []))

  async function run(operation: Operation, key?: string): Promise<Answer> {
    const { status, body, change } = operation(context())
    const text = JSON.stringify(body)
    const once = key === undefined ? {} : { key: { key, status, body: text, at: Date.now() } }
    await commit({ ...change, ...once })
    return { status, body: text }
  }

  return {
    books,
    context,
    webhooks,
    /**
     * Runs an operation; its effect is on the disk before the answer is given. With a `PayPal-Request-Id` it runs once:
     * the same id gets the stored answer.
     */
    async run(operation: Operation, key?: string): Promise<Answer> {
      const known = key === undefined ? undefined : books.keys.get(key)
      if (!known) return await run(operation, key)
      await journal.settled()
      return { status: known.status, body: known.body }
    },
    async close() {
      timers.close()
      webhooks.close()
      await journal.close()
    },
  }
}

/** `set` fires once when the record is due; a record that is no longer due does not fire. */
function createDueTimers(onDue: (id: string) => void) {
  const timers = new Map<string, NodeJS.Timeout>()
  return {
    set({ id, due }: { readonly id: string; readonly due?: Due | undefined }): void {
      clearTimeout(timers.get(id))
      timers.delete(id)
      if (due) timers.set(id, setTimeout(onDue, Math.max(0, due.at - Date.now()), id))
    },
    close(): void {
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

/** What happens by itself to a record whose time has come; nothing if it has moved on. */
function comeDue(id: string, context: Context): Change {
  const capture = context.books.captures.get(id)
  if (capture?.due) return settleCapture(capture, context)
  const refund = context.books.refunds.get(id)
  return refund?.due ? settleRefund(refund, context) : {}
}
