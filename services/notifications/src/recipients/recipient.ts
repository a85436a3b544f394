import type { QuietHours } from '@comptoir/contracts/notifications/preferences'

/** A browser that shows messages of the shop (Push API): where they are sent, and what they are encrypted with. */
export type PushSubscription = {
  readonly id: string
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
  readonly createdAt: string
}

type Chosable = 'email' | 'sms' | 'push'
/** By which channels somebody wants messages of a category, where they said so. */
export type Chosen = {
  readonly orders?: readonly Chosable[] | undefined
  readonly progress?: readonly Chosable[] | undefined
}

/** What somebody with an account set here; consent, and what is not set, are the account's. */
export type Recipient = {
  readonly quiet?: QuietHours | undefined
  readonly categories?: Chosen | undefined
  readonly push: readonly PushSubscription[]
}

const nothingSet: Recipient = { push: [] }
/** A browser that is replaced subscribes again and leaves the old subscription behind. */
const browsersAtMost = 10

type Preferences = Pick<Recipient, 'quiet' | 'categories'>

/** Sets what is given, and leaves the rest. */
export function changePreferences(
  recipient: Recipient = nothingSet,
  { quiet, categories }: Preferences,
): Recipient {
  return {
    ...recipient,
    ...(quiet && { quiet }),
    ...(categories && { categories: withoutUnset({ ...recipient.categories, ...categories }) }),
  }
}

const withoutUnset = ({ orders, progress }: Chosen): Chosen => ({
  ...(orders && { orders }),
  ...(progress && { progress }),
})

/** Adds a browser; one that is known keeps its time, and takes the new keys. Of too many, the oldest goes. */
export function addBrowser(
  recipient: Recipient = nothingSet,
  browser: PushSubscription,
): Recipient {
  const known = recipient.push.find(({ id }) => id === browser.id)
  const others = recipient.push.filter(({ id }) => id !== browser.id)
  const added = { ...browser, createdAt: known?.createdAt ?? browser.createdAt }
  return { ...recipient, push: [...others, added].slice(-browsersAtMost) }
}

/** Without a browser; nothing when it was not there. */
export function removeBrowser(recipient: Recipient, id: string): Recipient | undefined {
  const push = recipient.push.filter((one) => one.id !== id)
  return push.length === recipient.push.length ? undefined : { ...recipient, push }
}
