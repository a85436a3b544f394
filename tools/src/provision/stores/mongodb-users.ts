import { type AppId, appIds } from '@comptoir/contracts/topology'
import type { Document } from 'mongodb'
import { ConnectionString } from 'mongodb-connection-string-url'
import { partPassword, type Secrets } from '../../runner/plan/secrets.ts'
import { UserError } from '../../runner/screen/user-error.ts'
import { databaseUsers, othersDatabase } from './database-users.ts'

/** Runs a command of MongoDB (https://www.mongodb.com/docs/manual/reference/command/) in one of its databases. */
export type RunCommand = (database: string, command: Document) => Promise<Document>

/** The name that databases and users begin with. Throws a UserError for one that MongoDB does not take. */
export function shopOf(url: string): string {
  const name = decodeURIComponent(new ConnectionString(url).pathname.slice(1)) || 'comptoir'
  if (/^[\w-]{1,40}$/.test(name)) return name
  throw new UserError(`MONGODB_URL: ${name} is no name of letters, digits, - and _`)
}

/**
 * Makes a user for each service that keeps its documents there, who reads and writes the database of that name and sees
 * no other. Doing so again only sets the passwords. Throws a UserError when the databases are another checkout's.
 */
export async function prepareMongodb(
  run: RunCommand,
  shop: string,
  secrets: Pick<Secrets, 'partsKey'>,
  of: readonly AppId[] = appIds,
): Promise<void> {
  await requireOwn(run, shop, secrets)
  for (const { name, password } of databaseUsers(shop, secrets, of).services) {
    const { users } = await run(name, { usersInfo: name })
    const verb = users.length === 0 ? 'createUser' : 'updateUser'
    await run(name, { [verb]: name, pwd: password, roles: ['readWrite'] })
  }
}

/** Drops our databases and users; what else the server holds stays. */
export async function emptyMongodb(run: RunCommand, shop: string): Promise<void> {
  for (const { name } of databaseUsers(shop, { partsKey: '' }).services) {
    await run(name, { dropAllUsersFromDatabase: 1 })
    await run(name, { dropDatabase: 1 })
  }
  await run(`${shop}_checkout`, { dropDatabase: 1 })
}

/** Notes whose databases they are. */
async function requireOwn(run: RunCommand, shop: string, secrets: Pick<Secrets, 'partsKey'>) {
  const own = partPassword(secrets, 'checkout')
  const database = `${shop}_checkout`
  const only = { _id: 'checkout' }
  await run(database, {
    update: 'checkout',
    updates: [{ q: only, u: { $setOnInsert: { own } }, upsert: true }],
    writeConcern: { w: 'majority' },
  })
  const found = await run(database, { find: 'checkout', filter: only })
  if (found['cursor'].firstBatch[0]?.own !== own) throw new UserError(othersDatabase(shop))
}

/** Connects as the administrator, who is one of the database `admin` unless the address says otherwise. */
export async function withMongodb(url: string, work: (run: RunCommand) => Promise<void>) {
  const address = new ConnectionString(url)
  if (!address.searchParams.has('authSource')) address.searchParams.set('authSource', 'admin')
  const { MongoClient } = await import('mongodb')
  const client = new MongoClient(address.toString(), { serverSelectionTimeoutMS: 10_000 })
  try {
    await work((database, command) => client.db(database).command(command))
  } finally {
    await client.close()
  }
}
