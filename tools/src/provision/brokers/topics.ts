import { consumers, deadLetterTopic } from '@comptoir/contracts/subscriptions'
import { allEvents } from '../../resources/topic-scopes.ts'

/** Longer than a consumer may be down: what is older, it reads from the producer's log. */
export const retentionMs = 7 * 24 * 3_600_000

/** Every topic of the shop: one for each kind of event, one for the dead letters of each consumer. */
export const allTopics: readonly string[] = [
  ...allEvents.map(({ type }) => type),
  ...consumers.map(deadLetterTopic),
]
