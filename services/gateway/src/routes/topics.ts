import type { Topic } from '@comptoir/contracts/platform/operations'
import { broadcasts, subscriptions } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'

const kinds = [...Object.values(subscriptions), ...Object.values(broadcasts)].flat()

/** The services that a table of subscriptions lets hear a topic. */
const hearing = (table: typeof subscriptions, topic: string) =>
  appIds.filter((appId) => table[appId]?.some(({ type }) => type === topic))

/** The kinds of event that somebody hears, by producer and name. */
export const topics: Topic[] = [...new Map(kinds.map((kind) => [kind.type, kind])).values()]
  .map(({ type, producer, description }) => ({
    ...{ topic: type, producer, description },
    consumers: hearing(subscriptions, type),
    broadcastTo: hearing(broadcasts, type),
  }))
  .sort((a, b) => a.topic.localeCompare(b.topic))
