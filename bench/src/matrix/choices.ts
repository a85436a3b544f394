import { type Choice, usualChoice } from '@comptoir/tools/runner/plan/choice'
import { storesIn, storesText } from '@comptoir/tools/runner/plan/store-choice'
import { UserError } from '@comptoir/tools/runner/screen/user-error'

/** Pairs that shops are known to run, beside each broker and each store with Redis as the other. */
const pairs: readonly Choice[] = [
  { broker: 'kafka', store: 'in-memory' },
  { broker: 'rabbitmq', store: 'mysql' },
  { broker: 'kafka', store: 'postgresql' },
  { broker: 'redis', store: 'sqlite,carts=redis' },
]

/** What there is to choose from. */
export type Known = { readonly brokers: readonly string[]; readonly stores: readonly string[] }

/** What needs a server that is given: run by `--only`. */
const isGiven = (store: string) => store === 'mongodb'

/** The rows of the matrix: each broker with Redis as store, each store with Redis as broker, and the pairs. */
export function choicesOf({ brokers, stores }: Known): Choice[] {
  const { broker, store } = usualChoice
  const others = <T>(all: readonly T[], usual: T) => all.filter((one) => one !== usual)
  return [
    usualChoice,
    ...others(brokers, broker).map((one) => ({ broker: one, store })),
    ...others(stores, store)
      .filter((one) => !isGiven(one))
      .map((one) => ({ broker, store: one })),
    ...pairs.filter(
      (pair) =>
        brokers.includes(pair.broker) && storesIn(pair.store).every((one) => stores.includes(one)),
    ),
  ]
}

/** A choice as `--only` takes it: `kafka+postgresql`, `redis+sqlite,carts=redis`. */
export const nameOf = ({ broker, store }: Choice): string => `${broker}+${store}`

/** A comma before a choice; one before the store of a service, `carts=redis`, is part of a choice. */
const betweenChoices = /,(?!\s*[a-z-]+=)/

/**
 * Reads `--only`: choices with commas between them, of the matrix or not. Throws a UserError for a broker or a store
 * that there is not.
 * @example readChoices('kafka+postgresql,redis+sqlite,carts=redis', known)
 */
export function readChoices(text: string, { brokers, stores }: Known): Choice[] {
  return text.split(betweenChoices).map((word) => {
    const [broker = '', store = '', ...more] = word.trim().split('+')
    const isStore = () => storesIn(store).every((one) => stores.includes(one))
    if (more.length === 0 && brokers.includes(broker) && store && isStore())
      return { broker, store: storesText(store) }
    throw new UserError(
      `"${word.trim()}" is no BROKER+STORE; brokers: ${brokers.join(', ')}; stores: ${stores.join(', ')}`,
    )
  })
}
