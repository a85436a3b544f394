import type { NotificationPreferences } from '@comptoir/contracts/notifications/preferences'
import type { z } from 'zod'

export type ReachPreferences = z.infer<typeof NotificationPreferences>
/** By what one is written to, beside the inbox, which has everything. */
export const channels = ['email', 'sms', 'push'] as const
export type Channel = (typeof channels)[number]
/** What can be chosen; mails about the account cannot be refused, offers need consent. */
export const chosenCategories = ['orders', 'progress'] as const
export type ChosenCategory = (typeof chosenCategories)[number]

type Row = {
  readonly category: ChosenCategory
  readonly chosen: readonly Channel[]
  readonly mandatory: readonly Channel[]
}

const known = (given: readonly string[]): Channel[] =>
  channels.filter((channel) => given.includes(channel))

/** What is chosen for each kind of message. */
export function rowsOf({ categories }: ReachPreferences): Row[] {
  return chosenCategories.flatMap((category) => {
    const found = categories.find((one) => one.category === category)
    if (!found) return []
    return [{ category, chosen: known(found.channels), mandatory: known(found.mandatory) }]
  })
}

/** The choice with a channel taken in or out; one that cannot be refused stays. */
export function withChannel(
  { chosen, mandatory }: Row,
  channel: Channel,
  isOn: boolean,
): Channel[] {
  const wanted = new Set<Channel>([...chosen, ...mandatory, channel])
  if (!isOn && !mandatory.includes(channel)) wanted.delete(channel)
  return known([...wanted])
}
