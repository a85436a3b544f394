import { z } from '@hono/zod-openapi'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'

const event = eventsOf('admin')

export const SettingsChanged = event(
  'SettingsChanged',
  z.object({
    namespace: z.string(),
    /** Of the namespace; it grows by one with each change. */
    version: z.int(),
    /** All that is set of it now: the rest has its initial value. */
    values: z.record(z.string(), z.unknown()),
  }),
  'Staff changed settings of the shop; they count from now on.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
