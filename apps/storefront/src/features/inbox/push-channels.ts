/** By which channels somebody is told of what, as `/bff/notification-preferences` says. */
export type Preferences = {
  readonly categories: readonly {
    readonly category: string
    readonly channels: readonly string[]
  }[]
}
type Chosable = 'email' | 'sms' | 'push'
type Chosen = { readonly [category in 'orders' | 'progress']?: readonly Chosable[] }

const isChosable = (channel: string): channel is Chosable =>
  channel === 'email' || channel === 'sms' || channel === 'push'

/**
 * What has to be chosen so that a browser is told of orders and parcels, beside what is chosen already; nothing when it is. A browser
 * that subscribed is told nothing without it.
 */
export function withPush({ categories }: Preferences): Chosen | undefined {
  const chosen = categories.flatMap(({ category, channels }) => {
    const isOfOrders = category === 'orders' || category === 'progress'
    if (!isOfOrders || channels.includes('push')) return []
    return [[category, [...channels.filter(isChosable), 'push']] as const]
  })
  return chosen.length === 0 ? undefined : (Object.fromEntries(chosen) as Chosen)
}
