import { type AppId, appIds } from '@comptoir/contracts/topology'
import { partPassword, type Secrets } from '../../runner/plan/secrets.ts'
import { userNameOf } from '../part.ts'

/** The name in the address of an administrator, which ours begin with or are in; `comptoir` when it has none. */
export const databaseOf = (url: string): string =>
  decodeURIComponent(new URL(url).pathname.slice(1)) || 'comptoir'

/** A user of a database: a service, which owns a schema, or the analyst, who reads all. */
export type DatabaseUser = { readonly name: string; readonly password: string }
export type ServiceUser = DatabaseUser & { readonly appId: AppId; readonly schema: string }

/** Why a database is not used that holds the shop of another checkout, or of an earlier life of this one. */
export const othersDatabase = (database: string) =>
  `Database ${database} holds the shop of another checkout, or of one that was reset since. ` +
  'Name another database, or empty it first: npm run reset where it was made, with the same address'

/** Who uses the database of this checkout. Names begin with the database's, so that two shops can share a server. */
export function databaseUsers(
  database: string,
  secrets: Pick<Secrets, 'partsKey'>,
  of: readonly AppId[] = appIds,
) {
  const user = (name: string) => ({
    name: `${database}_${name}`,
    password: partPassword(secrets, `${database} ${name}`),
  })
  return {
    services: of.map(
      (appId): ServiceUser => ({ ...user(userNameOf(appId)), appId, schema: appId }),
    ),
    analyst: user('analyst'),
  }
}

/** The user of one service. */
export function userOf(appId: AppId, database: string, secrets: Pick<Secrets, 'partsKey'>) {
  const user = databaseUsers(database, secrets).services.find((one) => one.appId === appId)
  if (!user) throw new Error(`no database user for ${appId}`)
  return user
}

/** What a server lacks: undefined once it answers an administrator. */
export async function missingOf(ask: () => Promise<void>): Promise<string | undefined> {
  try {
    await ask()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
