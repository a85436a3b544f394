import type { Document } from '@comptoir/dapr/documents/documents'
import type { Keys } from '@comptoir/dapr/leases/keys'
import { withLease } from '@comptoir/dapr/leases/lease'
import { startOfParisDay } from '@comptoir/money/tax-rates'
import type { Deps } from '../deps.ts'
import { handOver, isIssued } from '../invoice/invoice.ts'
import { facturxFilesOf } from '../printing/invoice-rendering.ts'
import type { ApprovedPlatform, PlatformNews } from './platform.ts'
import {
  beginTransmission,
  markSubmitted,
  noteFailedAttempt,
  recordNews,
  referenceOf,
} from './transmission.ts'
import type { Transmission } from './transmission-store.ts'

export type TransmitterDeps = Pick<
  Deps,
  'invoices' | 'transmissions' | 'blobs' | 'clock' | 'log'
> & {
  /** Without one nothing is handed over. */
  readonly platform: ApprovedPlatform | undefined
  readonly keys: Keys
  /** Papers of earlier days went another way. */
  readonly fromDay?: string | undefined
}

type Transmitting = TransmitterDeps & { readonly platform: ApprovedPlatform }
type GoesOn = () => Promise<boolean>
const atOnce = 100

/**
 * Takes invoices and credit notes of French businesses to the platform, and notes what it says of them; one replica at a time. A
 * paper is handed over at least once, under a reference that is its number.
 */
export function createTransmitter({ platform, ...rest }: TransmitterDeps) {
  return async function work(signal: AbortSignal): Promise<void> {
    if (!platform) return
    const deps = { ...rest, platform }
    await withLease(deps.keys, { name: 'billing:transmissions', signal }, async (goesOn) => {
      await begin(deps, goesOn)
      await submitDue(deps, goesOn)
      await readNews(deps, goesOn)
    })
  }
}

/** A transmission for each paper that has its PDF and none yet; it is written before the paper is marked. */
async function begin(deps: Transmitting, goesOn: GoesOn): Promise<void> {
  const { invoices, transmissions, clock, fromDay = '' } = deps
  const range = fromDay ? { min: startOfParisDay(fromDay) } : {}
  for (const id of await invoices.ids('awaitingPlatform', 'all', { ...range, limit: atOnce })) {
    if (!(await goesOn())) return
    const data = (await invoices.get(id))?.data
    if (!data || !isIssued(data) || data.issue.issuedOn < fromDay) continue
    const { type, order, issue } = data
    const { orderId } = order
    const paper = { type, number: issue.number, orderId }
    await transmissions.create(id, beginTransmission(paper, clock().toISOString()))
    await invoices.update(id, handOver)
  }
}

async function submitDue(deps: Transmitting, goesOn: GoesOn): Promise<void> {
  const { transmissions, clock } = deps
  const due = { max: clock().getTime(), limit: atOnce }
  for (const transmission of await transmissions.getMany(
    await transmissions.ids('due', 'all', due),
  )) {
    if (!(await goesOn())) return
    await submit(deps, transmission)
  }
}

async function submit(deps: Transmitting, { id, data }: Document<Transmission>): Promise<void> {
  const { platform, transmissions, clock, log } = deps
  try {
    const bytes = await facturxOf(deps, id)
    await platform.submit({ reference: referenceOf(data), bytes })
    await transmissions.update(id, (now) => markSubmitted(now, clock().toISOString()))
  } catch (error) {
    log.warn({ err: error, document: id }, 'a paper was not handed over to the platform')
    const why = { error: String(error).slice(0, 300), now: clock().toISOString() }
    await transmissions.update(id, (now) => noteFailedAttempt(now, why))
  }
}

async function facturxOf(deps: Transmitting, id: string): Promise<Buffer> {
  const data = (await deps.invoices.get(id))?.data
  const files = data && isIssued(data) ? await facturxFilesOf(deps, id, data) : undefined
  const bytes = files && (await deps.blobs.get(files.pdf.sha256))
  if (!bytes) throw new Error('it has no Factur-X file')
  return bytes
}

async function readNews(deps: Transmitting, goesOn: GoesOn): Promise<void> {
  for (const news of await deps.platform.news()) {
    if (!(await goesOn())) return
    await note(deps, news)
    await deps.platform.acknowledge(news)
  }
}

/** News of a paper that nobody knows is logged: another system of the seller may use the same account. */
async function note({ transmissions, log }: Transmitting, news: PlatformNews): Promise<void> {
  const number = /^\w+-\d{4}-\d+/.exec(news.reference)?.[0] ?? news.reference
  const [id] = await transmissions.ids('byNumber', number, { limit: 1 })
  if (id === undefined) return log.warn({ reference: news.reference }, 'news of an unknown paper')
  await transmissions.update(id, (transmission) => recordNews(transmission, news))
}
