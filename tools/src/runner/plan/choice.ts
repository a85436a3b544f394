import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../screen/user-error.ts'

/** What the operator chooses to run on: a folder of `components/brokers` and one of `components/stores`. */
export type Choice = { readonly broker: string; readonly store: string }

/** What there is to choose. */
export const choiceKinds = ['broker', 'store'] as const

/** What is run on when nothing else is asked for. */
export const usualChoice: Choice = { broker: 'redis', store: 'redis' }

/** The folders that hold the resources of a choice, from the checkout. */
export const foldersOf = ({ broker, store }: Choice): string[] => [
  'components/common',
  `components/brokers/${broker}`,
  `components/stores/${store}`,
]

const rooms = { broker: 'brokers', store: 'stores' } as const

/** The brokers, or the stores, that there are. */
export function known(root: string, kind: keyof Choice): string[] {
  const entries = readdirSync(join(root, 'components', rooms[kind]), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

/** Throws a UserError, with the names that there are, when a choice names a broker or a store that is unknown. */
export function requireKnown(root: string, choice: Choice): void {
  for (const kind of choiceKinds) {
    const names = known(root, kind)
    if (names.includes(choice[kind])) continue
    throw new UserError(`There is no ${kind} "${choice[kind]}"; there are: ${names.join(', ')}`)
  }
}
