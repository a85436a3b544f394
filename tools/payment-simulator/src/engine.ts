import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createAlarms } from './alarms.ts'
import {
  applyChange,
  type Books,
  type Change,
  emptyBooks,
  forgetOld,
  type KeyRecord,
} from './books.ts'
import { succeed } from './charging.ts'
import type { SimulatorConfig } from './config.ts'
import { keyReused } from './errors.ts'
import { openJournal } from './journal.ts'
import { toEvent } from './objects.ts'
import type { Context, Outcome } from './operations.ts'
import { failRefund } from './refunds.ts'
import { createWebhooks } from './webhooks.ts'

export type Answer = { readonly status: number; readonly body: string; readonly replayed: boolean }
export type Once = { readonly key: string; readonly request: string }

export type Engine = {
  readonly books: Books
  readonly context: () => Context
  /** Runs an operation; its effect is on the disk before the answer is given. */
  run(operation: (context: Context) => Outcome): Promise<Answer>
  /** As `run`, at most once for a key: the same request gets the stored answer, another one is refused. */
  runOnce(once: Once, operation: (context: Context) => Outcome): Promise<Answer>
  close(): Promise<void>
}

const hourMs = 3_600_000

/** The provider itself: its books, their journal, its webhooks and the things that happen later. */
export function createEngine(config: SimulatorConfig, publicUrl: string): Engine {
  const { journal, changes } = openJournal(join(config.dataDir, 'ledger.jsonl'))
  const books = loadBooks(changes)
  const { testCases, slowMs, refundFailsMs } = config
  const settings = { books, testCases, publicUrl, slowMs, refundFailsMs }
  const context = (): Context => ({ ...settings, now: Date.now() })
  const alarms = createAlarms((id) => void commit(comeDue(books, id, Date.now())))
  const webhooks = createWebhooks({
    url: config.webhookUrl,
    secret: config.webhookSecret,
    bodyOf: (event) => JSON.stringify(toEvent(event, settings)),
    onDelivered: (id) => {
      if (books.undelivered.has(id)) void commit({ delivered: [id] })
    },
  })

  async function commit(change: Change): Promise<void> {
    applyChange(books, change)
    await journal.append(change)
    webhooks.deliver(change.events ?? [])
    for (const record of [...(change.intents ?? []), ...(change.refunds ?? [])]) alarms.set(record)
  }

  async function run(operation: (context: Context) => Outcome, once?: Once): Promise<Answer> {
    const { status, body, change } = operation(context())
    const text = JSON.stringify(body)
    await commit(once ? { ...change, key: keyOf(once, status, text) } : change)
    return { status, body: text, replayed: false }
  }

  for (const record of [...books.intents.values(), ...books.refunds.values()]) alarms.set(record)
  webhooks.deliver([...books.undelivered].flatMap((id) => books.events.get(id) ?? []))
  const forgetting = setInterval(() => forgetOld(books, Date.now()), hourMs)

  return {
    books,
    context,
    run: (operation) => run(operation),
    async runOnce(once, operation) {
      const known = books.keys.get(once.key)
      if (!known) return run(operation, once)
      if (known.fingerprint !== fingerprintOf(once)) throw keyReused(once.key)
      await journal.settled()
      return { status: known.status, body: known.body, replayed: true }
    },
    async close() {
      clearInterval(forgetting)
      alarms.close()
      webhooks.close()
      await journal.close()
    },
  }
}

function loadBooks(changes: readonly Change[]): Books {
  const books = emptyBooks()
  for (const change of changes) applyChange(books, change)
  forgetOld(books, Date.now())
  return books
}

/** What happens by itself to a record whose time has come; nothing if it has moved on. */
function comeDue(books: Books, id: string, now: number): Change {
  const intent = books.intents.get(id)
  if (intent?.due) return succeed(intent, now).change
  const refund = books.refunds.get(id)
  return refund?.due ? failRefund(refund, now) : {}
}

function keyOf(once: Once, status: number, body: string): KeyRecord {
  return { key: once.key, fingerprint: fingerprintOf(once), status, body, at: Date.now() }
}

function fingerprintOf({ request }: Once): string {
  return createHash('sha256').update(request).digest('base64url')
}
