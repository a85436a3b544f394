import { PersonalDataRequested } from '@comptoir/contracts/accounts/events'
import {
  type PersonalRecord,
  receivePersonalData,
} from '@comptoir/contracts/accounts/internal-routes'
import type { AppId } from '@comptoir/contracts/topology'
import { on, type Subscriber } from '../events/subscriptions.ts'
import type { Client } from '../sidecar/invoke.ts'
import type { Document } from './documents.ts'
import { type Walk, walk } from './walk.ts'

/** All that a service holds of a user, for the export of their data (GDPR, articles 15 and 20). */
export type CollectPersonalData = (userId: string) => AsyncIterable<PersonalRecord>

/** Of a call, well below the limit of a body. */
const mostCharacters = 400_000

export type PersonalDataOptions = {
  readonly appId: AppId
  readonly accounts: Client
  readonly collect: CollectPersonalData
}

/**
 * Answers a request for a user's data page by page. Repeating it sends the same pages again; accounts keeps each once, and waits
 * for the last one.
 */
export function createPersonalDataAnswer(options: PersonalDataOptions): Subscriber {
  const { appId, accounts, collect } = options
  return on(PersonalDataRequested, async ({ requestId, userId }) => {
    let [page, size]: [number, number] = [0, 0]
    let records: PersonalRecord[] = []
    const send = (isLast: boolean) => {
      const params = { requestId, service: appId, page: String(page) }
      return accounts(receivePersonalData, { params, body: { records, isLast } })
    }
    for await (const record of collect(userId)) {
      const length = JSON.stringify(record).length
      if (records.length > 0 && size + length > mostCharacters) {
        await send(false)
        page += 1
        ;[records, size] = [[], 0]
      }
      records.push(record)
      size += length
    }
    await send(true)
  })
}

/**
 * The documents of a walk as records; what `show` leaves out is not the person's.
 * @example collect: (userId) => recordsOf('order', { collection: orders, index: 'of', key: `user:${userId}` }, toView)
 */
export async function* recordsOf<T>(
  kind: string,
  documents: Walk<T>,
  show: (document: Document<T>) => unknown,
): AsyncGenerator<PersonalRecord> {
  for await (const document of walk(documents)) {
    const data = show(document)
    if (data !== undefined) yield { kind, id: document.id, data }
  }
}
