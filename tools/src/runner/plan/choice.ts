import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../screen/user-error.ts'
import { storesIn, storesText } from './store-choice.ts'

/**
 * What the operator chooses to run on: a folder of `components/brokers`, and one of `components/stores`, or one for some
 * services and one for the others (`sqlite,carts=redis`). Live channels go through Redis, or a folder of `components/live`.
 */
export type Choice = {
  readonly broker: string
  readonly store: string
  readonly live?: string | undefined
}

/** What the data of a shop lie in. */
export const choiceKinds = ['broker', 'store'] as const

/** What is run on when nothing else is asked for. */
export const usualChoice: Choice = { broker: 'redis', store: 'redis' }

/** The folders that hold the resources of a choice, from the checkout. */
export const foldersOf = ({ broker, store, live }: Choice): string[] => [
  'components/common',
  `components/brokers/${broker}`,
  ...storesIn(store).map(storeFolder),
  ...(live === undefined ? [] : [`components/live/${live}`]),
]

/** The folder that holds the component of a store, from the checkout. */
export const storeFolder = (store: string): string => `components/stores/${store}`

/** The component of live channels, which services are told of by LIVE_COMPONENT. */
export const liveComponent = 'live'

const rooms = { broker: 'brokers', store: 'stores', live: 'live' } as const

/** The brokers, the stores, or what carries live channels beside Redis. */
export function known(root: string, kind: keyof Choice): string[] {
  const entries = readdirSync(join(root, 'components', rooms[kind]), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

/**
 * A choice in the words in which it is kept. Throws a UserError when it names a broker, a store or a service that there
 * is not, or stores that cannot go together.
 */
export function requirePossible(root: string, choice: Choice): Choice {
  const { broker } = choice
  const store = storesText(choice.store)
  const stores = storesIn(store)
  requireKnown(root, 'broker', [broker])
  requireKnown(root, 'store', stores)
  if (stores.length > 1 && stores.includes('in-memory'))
    throw new UserError(
      'in-memory goes with no other store: it begins each start with an empty shop',
    )
  const live = choice.live === 'redis' ? undefined : choice.live
  if (live !== undefined) requireKnown(root, 'live', [live])
  return live === undefined ? { broker, store } : { broker, store, live }
}

function requireKnown(root: string, kind: keyof Choice, asked: readonly string[]): void {
  const names = known(root, kind)
  const unknown = asked.find((name) => !names.includes(name))
  if (unknown === undefined) return
  const there = kind === 'live' ? ['redis', ...names] : names
  throw new UserError(`There is no ${kind} "${unknown}"; there are: ${there.join(', ')}`)
}
