import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { invoiceIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { eventually } from '../../src/api.ts'
import { restartPlatform, runOn, startAgain, stopPlatform } from '../../src/platform.ts'
import { atProvider } from '../drills/payments/refunds.ts'
import { checkAll, discrepanciesOf } from '../kit/check.ts'
import type { Outcome } from '../kit/drill.ts'
import { approve, type Challenge, challenged, processing } from '../kit/order-states.ts'
import { settings as usual } from '../kit/settings.ts'
import {
  createTestPlatform,
  type TestPlatform,
  type Trial,
  withRetries,
} from '../kit/test-platform.ts'

/** Long enough for a stop, a restore and a start while orders wait for their payment. */
const settings = { ...usual, PAYMENT_DEADLINE_SECONDS: '180' }
const settledBefore = 3
const duringBackup = 8
const after = 3
/** What becomes of the orders that wait for their payment at the backup, and of one that is paid between it and the loss. */
const ends = ['processing', 'processing', 'cancelled', 'expired'] as const

/**
 * A backup is taken while orders run, more orders follow, and everything but the provider's books is lost. After the
 * restore orders up to the backup are there and carry on, later ones are not; reconciliation names what the provider
 * took for them, and nothing else, and all agrees once it was refunded there.
 */
export async function restoreBackup(first: TestPlatform): Promise<Outcome> {
  const { address } = first
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-backup-'))
  try {
    await restartPlatform(address, settings)
    return await orderAroundBackup(first, {
      save: () => runOn(address, ['backup', '--to', folder]),
      async loseAndRestore() {
        await loseAll(first, folder)
        return createTestPlatform(address)
      },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How the shop under test is backed up, loses its data and is restored. */
export type Backup = {
  save(): Promise<unknown>
  loseAndRestore(): Promise<TestPlatform>
}

/** What `restoreBackup` says, for a shop wherever it runs. Orders wait for their payment longer than a restore takes. */
export async function orderAroundBackup(first: TestPlatform, backup: Backup): Promise<Outcome> {
  const old = await placeAround(first, backup)
  const platform = await backup.loseAndRestore()
  const broke = await judge(platform, old)
  const late = await lostAmong(platform, old.during)
  const lost = [...old.lost, ...late]
  const named = await namedByReconcile(platform, lost)
  for (const { orderId } of lost) await refundAtProvider(platform, orderId)
  const next = await processing(platform)
  const note = `${old.kept.length + ends.length + 1} orders kept, of ${duringBackup} during the backup ${duringBackup - late.length}, ${lost.length} lost and named`
  return {
    broke: [
      ...broke,
      ...named,
      ...(await invoiceFaults(platform, next)),
      ...(await checkAll(platform)),
    ],
    note,
  }
}

type Placed = {
  readonly kept: readonly Trial[]
  readonly waiting: readonly Challenge[]
  readonly paidLater: Challenge
  readonly during: readonly Trial[]
  readonly lost: readonly Trial[]
}

/** Orders before, during and after the backup. */
async function placeAround(platform: TestPlatform, { save }: Backup): Promise<Placed> {
  const times = (count: number) => Array.from({ length: count })
  const kept = await mapInParallel(times(settledBefore), () => processing(platform))
  const waiting = await mapInParallel(ends, () => challenged(platform))
  const paidLater = await challenged(platform)
  const [during] = await Promise.all([
    mapInParallel(times(duringBackup), () => platform.trial()),
    save(),
  ])
  const lost = await mapInParallel(times(after), () => processing(platform))
  await approve(paidLater)
  await platform.reach(paidLater, ['processing'])
  for (const trial of during) await platform.reach(trial, ['processing'])
  return { kept, waiting, paidLater, during, lost }
}

/** The disk is lost and replaced: only the provider's books are elsewhere. */
async function loseAll({ address }: TestPlatform, folder: string): Promise<void> {
  await stopPlatform(address)
  const lost = ['data/redis', 'data/blobs', 'data/scheduler', 'secrets.json', 'resources']
  for (const name of lost) rmSync(join(address.home, name), { recursive: true })
  await runOn(address, ['restore', '--from', folder])
  await startAgain(address, settings)
}

/** What is wrong with the orders that the backup holds. */
async function judge(platform: TestPlatform, old: Placed): Promise<string[]> {
  const [first, second, third] = old.waiting
  await Promise.all([first, second].map((one) => one && approve(one)))
  if (third) await platform.cancel(third)
  const meant = (trial: Trial, status: string) =>
    platform.reach(trial, [status], 240_000).then(
      () => [],
      (error: Error) => [error.message],
    )
  const wrong = await Promise.all([
    ...old.kept.map((trial) => meant(trial, 'processing')),
    ...old.waiting.map((trial, n) => meant(trial, ends[n] ?? '')),
    meant(old.paidLater, 'processing'),
    ...old.kept.map((trial) => invoiceFaults(platform, trial)),
    ...old.lost.map(async (trial) =>
      (await isThere(platform, trial)) ? [`${trial.orderId} outlived its loss`] : [],
    ),
  ])
  return wrong.flat()
}

async function isThere({ api, staff }: TestPlatform, { orderId }: Trial): Promise<boolean> {
  return await withRetries(async () => {
    const { status } = await api(`GET /api/orders/${orderId}`, { token: await staff() })
    if (status !== 200 && status !== 404) throw new Error(`${orderId}: ${status}`)
    return status === 200
  })
}

/** Those placed during the backup that it does not hold; the others end as any order does. */
async function lostAmong(platform: TestPlatform, trials: readonly Trial[]): Promise<Trial[]> {
  const found = await mapInParallel(trials, (trial) => isThere(platform, trial))
  for (const [at, trial] of trials.entries())
    if (found[at]) await platform.reach(trial, ['processing'], 150_000)
  return trials.filter((_, at) => !found[at])
}

/** Whether the document of an order's invoice, a file, can be read. */
async function invoiceFaults({ address, staff }: TestPlatform, { orderId }: Trial) {
  const path = `/api/invoices/${invoiceIdOf(orderId)}/pdf`
  const headers = { authorization: `Bearer ${await staff()}` }
  return await withRetries(async () => {
    const answer = await fetch(`${address.gatewayUrl}${path}`, { headers })
    const text = await answer.text()
    if (answer.status >= 500 || answer.status === 404) throw new Error(`${path}: ${answer.status}`)
    return text.startsWith('%PDF') ? [] : [`${path}: ${answer.status}`]
  })
}

/** Reconciliation must name the payment of each lost order, and that sums do not agree for it, and nothing else. */
async function namedByReconcile(platform: TestPlatform, lost: readonly Trial[]): Promise<string[]> {
  const meant = [
    ...lost.map(({ orderId }) => `money ${paymentIntentIdOf(orderId)}`),
    'sums all orders',
  ].toSorted()
  let found: string[] = []
  const look = async () => {
    const all = await withRetries(() => discrepanciesOf(platform))
    found = all.map(({ rule, subject }) => `${rule} ${subject}`).toSorted()
    return found.join()
  }
  const isNamed = (text: string) => text === meant.join()
  return await eventually('reconciliation to name what is lost', look, isNamed, 120_000).then(
    () => [],
    () => [`reconciliation found ${found.join(', ')}; not ${meant.join(', ')}`],
  )
}

type Ledger = { charges: { paymentIntent: string; metadata: Record<string, string> }[] }

/** What the operator does: finds the payment at the provider by our id of it, and refunds it there. */
async function refundAtProvider(platform: TestPlatform, orderId: string): Promise<void> {
  const { simulatorUrl, stripeSecretKey } = platform.address
  const headers = { authorization: `Bearer ${stripeSecretKey}` }
  const ledger = (await (await fetch(`${simulatorUrl}/ledger`, { headers })).json()) as Ledger
  const isOurs = ({ metadata }: Ledger['charges'][number]) =>
    metadata['payment_intent_id'] === paymentIntentIdOf(orderId)
  const intent = ledger.charges.find(isOurs)?.paymentIntent ?? ''
  await atProvider(platform, '/v1/refunds', { payment_intent: intent })
}
