import { join } from 'node:path'
import type { SimulatorConfig } from '../config.ts'
import { createWebhooks, type PostWebhook } from '../webhooks/webhooks.ts'
import type { Context, Operation } from './context.ts'
import { openJournal as openFile } from './journal.ts'
import { settleCapture, settleRefund, voidAuthorization } from './money.ts'
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
/** No timer of Node's waits longer; what is due later is looked at again. */
const longestMs = 2 ** 31 - 1

/** PayPal itself: its books, their journal, its webhooks and the things that happen later. */
export async function createEngine(
  config: SimulatorConfig,
  url: string,
  { openJournal = openFile, post }: Surroundings = {},
) {
  const journal = await openJournal(join(config.dataDir, 'ledger.jsonl'))
  const books = emptyBooks()
  for (const change of journal.changes) applyChange(books, change)
  const settings = { ...config, books, url }
  const context = (): Context => ({ ...settings, now: Date.now() })
  const timers = createTimers((id) => void commit(comeDue(id, context())))
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
    const { captures = [], refunds = [], authorizations = [] } = change
    for (const record of [...captures, ...refunds, ...authorizations]) timers.set(record)
  }

  const { captures, refunds, authorizations } = books
  for (const record of [captures, refunds, authorizations].flatMap((of) => [...of.values()]))
    timers.set(record)
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

/** `set` fires once when the record is due; one that is no longer due does not fire. */
function createTimers(onDue: (id: string) => void) {
  const timers = new Map<string, NodeJS.Timeout>()
  function set({ id, due }: { readonly id: string; readonly due?: Due | undefined }): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    if (!due) return
    const waitMs = Math.max(0, due.at - Date.now())
    const run = () => (waitMs > longestMs ? set({ id, due }) : onDue(id))
    timers.set(id, setTimeout(run, Math.min(waitMs, longestMs)))
  }
  function close(): void {
    for (const timer of timers.values()) clearTimeout(timer)
  }
  return { set, close }
}

/** What happens by itself to a record whose time has come; nothing if it has moved on. */
function comeDue(id: string, context: Context): Change {
  const capture = context.books.captures.get(id)
  if (capture?.due) return settleCapture(capture, context)
  const authorization = context.books.authorizations.get(id)
  if (authorization?.due) return voidAuthorization(authorization, context)
  const refund = context.books.refunds.get(id)
  return refund?.due ? settleRefund(refund, context) : {}
}
