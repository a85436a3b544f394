import { type AppId, appIds } from '@comptoir/contracts/topology'
import { UserError } from '../screen/user-error.ts'

/** The store of all services, and of those that keep their documents elsewhere: `sqlite,carts=redis`. */
type Stores = { readonly usual: string; readonly others: ReadonlyMap<AppId, string> }

const example = 'sqlite,carts=redis'
const isAppId = (name: string): name is AppId => appIds.some((appId) => appId === name)

function read(text: string): Stores {
  const [usual = '', ...exceptions] = text.split(',').map((word) => word.trim())
  if (usual === '' || usual.includes('='))
    throw new UserError(`"${text}" does not begin with the store of all services: ${example}`)
  const named = exceptions.map(readException)
  const others = new Map(named)
  const twice = named.find(([appId], at) => named.findIndex(([one]) => one === appId) !== at)
  if (twice) throw new UserError(`${twice[0]} has two stores: ${text}`)
  if (others.size === appIds.length && ![...others.values()].includes(usual))
    throw new UserError(`${usual} would keep nothing: begin with a store that is used`)
  return { usual, others }
}

function readException(exception: string): readonly [AppId, string] {
  const [appId = '', store = '', ...more] = exception.split('=').map((word) => word.trim())
  if (store === '' || more.length > 0)
    throw new UserError(`"${exception}" is no SERVICE=STORE: ${example}`)
  if (isAppId(appId)) return [appId, store]
  throw new UserError(`No service is called ${appId}; there are ${appIds.join(', ')}`)
}

/**
 * A choice of stores as it is kept and compared: the store of all services, then those of single services in the order of
 * their names, as far as they differ from it. Throws a UserError for a text that is no such choice.
 * @example storesText('sqlite, carts=redis,orders=sqlite') // 'sqlite,carts=redis'
 */
export function storesText(text: string): string {
  const { usual, others } = read(text)
  const own = [...others].filter(([, store]) => store !== usual).map((one) => one.join('='))
  return [usual, ...own.toSorted()].join(',')
}

/** The store that a service keeps its documents in. Throws a UserError as `storesText` does. */
export function storeOf(text: string, appId: AppId): string {
  const { usual, others } = read(text)
  return others.get(appId) ?? usual
}

/** The stores that are used, each once, that of all services first. Throws a UserError as `storesText` does. */
export function storesIn(text: string): string[] {
  const { usual, others } = read(text)
  return [...new Set([usual, ...others.values()])]
}

/** The services that keep their documents in a store. Throws a UserError as `storesText` does. */
export const servicesOf = (text: string, store: string): AppId[] =>
  appIds.filter((appId) => storeOf(text, appId) === store)

/**
 * What a store's component is called: `state`, and `state-redis` beside another one that is, since names of resources are
 * unique in a cluster. Services know theirs by its type.
 */
export const componentOf = (text: string, store: string): string =>
  store === read(text).usual ? 'state' : `state-${store}`
