import {
  changeNotificationPreferences,
  MessageCategory,
  readNotificationPreferences,
} from '@comptoir/contracts/notifications/preferences'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import type { Deps } from '../deps.ts'
import { mandatoryOf } from '../notification/categories.ts'
import { channelsOf, type ReachOf, usualReach } from '../recipients/reach.ts'
import { changePreferences } from '../recipients/recipient.ts'

type PreferenceDeps = Pick<Deps, 'recipients' | 'reachOf'>

/** By what a signed-in user is written to, and when not. */
export function addPreferenceRoutes(
  app: ServiceApp,
  { recipients, reachOf }: PreferenceDeps,
): void {
  app.openapi(readNotificationPreferences, async (c) =>
    c.json(await preferencesOf(reachOf, currentUser(c).id), 200),
  )

  app.openapi(changeNotificationPreferences, async (c) => {
    const { id } = currentUser(c)
    const change = c.req.valid('json')
    await recipients.upsert(id, (known) => ({ next: changePreferences(known, change) }))
    return c.json(await preferencesOf(reachOf, id), 200)
  })
}

async function preferencesOf(reachOf: ReachOf, userId: string) {
  const reach = (await reachOf(userId)) ?? usualReach
  const categories = MessageCategory.options.map((category) => ({
    category,
    channels: [...channelsOf(reach, category)],
    mandatory: [...mandatoryOf(category)],
  }))
  return { categories, quiet: reach.quiet }
}
