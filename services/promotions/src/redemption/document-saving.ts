import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import type { RedemptionDocuments } from './documents.ts'
import { eventsOf, type RedemptionRecord, redemptionOf } from './redemption.ts'
import type { Redemptions } from './redemption-store.ts'

export type SavingDeps = {
  readonly redemptions: Redemptions
  readonly documents: RedemptionDocuments
}

const pageSize = 100

/**
 * Writes the documents of records that changed, with their events. Twice the same record, or two replicas at once, end the
 * same. Answers how many it wrote.
 */
export async function saveRedemptions(deps: SavingDeps): Promise<number> {
  const records = await deps.redemptions.unsaved(pageSize)
  await Promise.all(records.map((record) => saveRecord(deps, record)))
  return records.length
}

/** Writes the document of an order before its outcome is answered: a loss of Redis does not take what is final. */
export async function saveNow(deps: SavingDeps, orderId: string): Promise<void> {
  const record = await deps.redemptions.read(orderId)
  if (record) await saveRecord(deps, record)
}

async function saveRecord({ redemptions, documents }: SavingDeps, record: RedemptionRecord) {
  const { orderId, version } = record
  const next = redemptionOf(record)
  if (!next) return
  await documents.upsert(orderId, (before) =>
    before && before.recordVersion >= version
      ? undefined
      : { next, events: eventsOf(before, next) },
  )
  await redemptions.saved(orderId, version)
}

type SaverOptions = SavingDeps & { readonly log: Logger; readonly everyMs: number }

/** Keeps the documents like the records; any number of replicas may do it. */
export function startSaver({ log, everyMs, ...deps }: SaverOptions): Stop {
  async function run(signal: AbortSignal) {
    while ((await saveRedemptions(deps)) === pageSize && !signal.aborted);
  }
  return repeat({ name: 'redemption documents', everyMs, log, run })
}

const sweepLimit = 100

/** Gives back what ran out; any number of replicas may do it. */
export function startSweeper(options: {
  redemptions: Redemptions
  log: Logger
  everyMs: number
}): Stop {
  const { redemptions, log, everyMs } = options
  async function run(signal: AbortSignal) {
    while ((await redemptions.sweep(sweepLimit)) === sweepLimit && !signal.aborted);
  }
  return repeat({ name: 'redemption sweeper', everyMs, log, run })
}
