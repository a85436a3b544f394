import type { AppId } from '@comptoir/contracts/topology'
import { ConnectionString } from 'mongodb-connection-string-url'
import { UserError } from '../../runner/screen/user-error.ts'
import { type Part, type PartInput, partVariables } from '../part.ts'
import { userOf } from './database-users.ts'
import { prepareMongodb, shopOf, withMongodb } from './mongodb-users.ts'

const example = 'MONGODB_URL=mongodb://admin:password@host:27017/comptoir?replicaSet=rs0'

/**
 * MongoDB as the store: the replica set that MONGODB_URL names, with an administrator's address. Names of databases and
 * users begin with the name in it, `comptoir` without one. Throws a UserError without an address, or for one without
 * `replicaSet`: workflows need transactions, which the component has with it only.
 */
export async function provideMongodb({ env, secrets, services }: PartInput): Promise<Part> {
  const given = env.MONGODB_URL
  if (!given) throw new UserError(`MongoDB is not started here: set ${example}`)
  const address = new ConnectionString(given)
  if (!address.searchParams.has('replicaSet'))
    throw new UserError(`MongoDB has transactions in a replica set only; name it: ${example}`)
  const shop = shopOf(given)
  return {
    name: 'mongodb',
    from: 'MONGODB_URL',
    processes: [],
    prepare: () => withMongodb(given, (run) => prepareMongodb(run, shop, secrets, services)),
    sidecarEnvironment: (appId: AppId) => {
      const user = userOf(appId, shop, secrets)
      const own = address.clone()
      own.username = encodeURIComponent(user.name)
      own.password = encodeURIComponent(user.password)
      own.pathname = `/${user.name}`
      own.searchParams.set('authSource', user.name)
      return { [partVariables.store]: own.toString(), [partVariables.storeSchema]: user.name }
    },
  }
}
