import {
  InvoiceTransmission,
  type TransmissionStatus,
} from '@comptoir/contracts/billing/transmission-routes'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import type { z } from 'zod'

const StoredTransmission = InvoiceTransmission.omit({ documentId: true, reference: true })
export type Transmission = Readonly<z.infer<typeof StoredTransmission>>
export type Transmissions = Collection<Transmission>

/** The way of papers to the platform, by the id of the paper. */
export const createTransmissions = (store: Store): Transmissions =>
  createCollection<Transmission>(store, {
    name: 'transmissions',
    schema: StoredTransmission,
    indexes: { list: listEntries, due: dueEntries, byNumber: numberEntries },
  })

/** The key of the `list` index that answers a filter. */
export const transmissionKey = (status?: TransmissionStatus): string =>
  status === undefined ? 'all' : `status=${status}`

const listEntries = ({ status, createdAt }: Transmission) =>
  [transmissionKey(), transmissionKey(status)].map((key) => ({
    key,
    score: Date.parse(createdAt),
  }))

/** By when they are to be handed over, those that wait. */
const dueEntries = ({ status, nextAttemptAt }: Transmission) =>
  status === 'pending' && nextAttemptAt ? [{ key: 'all', score: Date.parse(nextAttemptAt) }] : []

const numberEntries = ({ number, createdAt }: Transmission) => [
  { key: number, score: Date.parse(createdAt) },
]
