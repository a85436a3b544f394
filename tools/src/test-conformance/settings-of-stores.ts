import { givenVariable } from '../provision/part.ts'
import { storesIn } from '../runner/plan/store-choice.ts'
import { UserError } from '../runner/screen/user-error.ts'

/**
 * With what the suite runs for each store of a choice. The address is that of the one which has a server of its own.
 * Throws a UserError when there are two of these.
 */
export function settingsOfStores(choice = 'redis', url?: string): Record<string, string>[] {
  const stores = storesIn(choice)
  const isThere = (store: string) => stores.length === 1 || givenVariable(store) !== undefined
  const servers = stores.filter(isThere)
  if (url !== undefined && servers.length > 1)
    throw new UserError(`--url is one server: test ${servers.join(' and ')} one by one`)
  return stores.map((store) => ({
    CONFORMANCE_STORE: store,
    ...(url !== undefined && isThere(store) && { CONFORMANCE_URL: url }),
  }))
}
