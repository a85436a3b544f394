import { allEvents } from '../resources/topic-scopes.ts'
import { dataSchemaOf } from './event-schemas.ts'
import type { Schemas } from './history.ts'

/** The schemas that the contracts say, by type. */
export const todaysSchemas = (): Schemas =>
  new Map(allEvents.map((event) => [event.type, dataSchemaOf(event)]))
