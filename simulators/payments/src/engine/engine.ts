import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { keyReused } from '../api/errors.ts'
import type { Context, Outcome } from '../api/operations.ts'
import { isSilent } from '../cards/test-cards.ts'
import type { SimulatorConfig } from '../config.ts'
import { createWebhooks, type PostWebhook } from '../webhooks/webhooks.ts'
import { succeed } from './charging.ts'
import { openDueDispute } from './disputes.ts'
import { giveUp } from './intents.ts'
import { openJournal as openFile } from './journal.ts'
import { toEvent } from './objects.ts'
import { payOut } from './payouts.ts'
import {
  applyChange,
  type Books,
  type Change,
  type Due,
  type EventRecord,
  emptyBooks,
  forgetOld,
  type IntentRecord,
  type KeyRecord,
} from './records.ts'
import { failRefund, settleRefund } from './refunds.ts'

export type Answer = { readonly status: number; readonly body: string; readonly replayed: boolean }
type Operation = (context: Context) => Outcome
type Once = { readonly key: string; readonly request: string }

export type Engine = Awaited<ReturnType<typeof createEngine>>

const hourMs = 3_600_000

/** What the provider reaches outside: its disk and the shop. Replaced where it runs inside of another program. */
export type Surroundings = {
  readonly openJournal?: typeof openFile
  readonly post?: PostWebhook
}

/** The provider itself: its books, their journal, its webhooks and the things that happen later. */
export async function createEngine(
  config: SimulatorConfig,
  publicUrl: string,
  { openJournal = openFile, post }: Surroundings = {},
) {
  const { journal, changes } = await openJournal(join(config.dataDir, 'ledger.jsonl'))
  const books = loadBooks(changes)
  const settings = { ...config, books, publicUrl }
  const context = (): Context => ({ ...settings, now: Date.now() })
  const timers = createDueTimers((id) => void commit(comeDue(id, context())))
  const webhooks = createWebhooks({
    url: config.webhookUrl,
    secret: config.webhookSecret,
    post,
    bodyOf: (event) => JSON.stringify(toEvent(event, settings)),
    onDelivered: (id) => {
      if (books.undelivered.has(id)) void commit({ delivered: [id] })
    },
  })

  async function commit(requested: Change): Promise<void> {
    const change = withoutSilent(requested, context())
    applyChange(books, change)
    await journal.append(change)
    webhooks.deliver(change.events ?? [])
    for (const record of [...(change.intents ?? []), ...(change.refunds ?? [])]) timers.set(record)
  }

  async function run(operation: Operation, once?: Once): Promise<Answer> {
    const { status, body, change } = operation(context())
    const text = JSON.stringify(body)
    await commit(once ? { ...change, key: keyOf(once, status, text) } : change)
    return { status, body: text, replayed: false }
  }

  for (const record of [...books.intents.values(), ...books.refunds.values()]) timers.set(record)
  webhooks.deliver([...books.undelivered].flatMap((id) => books.events.get(id) ?? []))
  const repeated = [
    setInterval(() => void run(payOut), config.payoutMs),
    setInterval(() => forgetOld(books, Date.now()), hourMs),
  ]

  return {
    books,
    context,
    /** Runs an operation; its effect is on the disk before the answer is given. */
    run: (operation: Operation) => run(operation),
    /** As `run`, at most once for a key: the same request gets the stored answer, another one is refused. */
    async runOnce(once: Once, operation: Operation): Promise<Answer> {
      const known = books.keys.get(once.key)
      if (!known) return run(operation, once)
      if (known.fingerprint !== fingerprintOf(once)) throw keyReused(once.key)
      await journal.settled()
      return { status: known.status, body: known.body, replayed: true }
    },
    async close() {
      for (const interval of repeated) clearInterval(interval)
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
    set({ id, due }: { readonly id: string; readonly due?: Due | undefined }) {
      clearTimeout(timers.get(id))
      timers.delete(id)
      if (due) timers.set(id, setTimeout(onDue, Math.max(0, due.at - Date.now()), id))
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer)
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
function comeDue(id: string, context: Context): Change {
  const { books, now } = context
  const intent = books.intents.get(id)
  if (intent?.due) return intentComesDue(intent, intent.due, context)
  const refund = books.refunds.get(id)
  if (!refund?.due) return {}
  return refund.due.what === 'fail' ? failRefund(refund, now) : settleRefund(refund, now)
}

function intentComesDue(intent: IntentRecord, { what }: Due, context: Context): Change {
  if (what === 'dispute') return openDueDispute(intent, context)
  if (what === 'expire') return giveUp(intent, 'automatic', context.now).change
  return succeed(intent, context.now).change
}

/** Events of an intent whose token asks for lost webhooks are listed, but not sent. */
function withoutSilent(change: Change, { books, testCases }: Context): Change {
  const intentOf = ({ snapshot }: EventRecord) =>
    'intentId' in snapshot.record ? books.intents.get(snapshot.record.intentId) : snapshot.record
  const events = change.events?.map(
    (event): EventRecord =>
      isSilent(intentOf(event)?.paymentMethod, testCases) ? { ...event, delivery: 'none' } : event,
  )
  return { ...change, ...(events && { events }) }
}

function keyOf(once: Once, status: number, body: string): KeyRecord {
  return { key: once.key, fingerprint: fingerprintOf(once), status, body, at: Date.now() }
}

function fingerprintOf({ request }: Once): string {
  return createHash('sha256').update(request).digest('base64url')
}
