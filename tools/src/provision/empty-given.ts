import { lookUp } from '@comptoir/contracts/look-up'
import type { Choice } from '../runner/plan/choice.ts'
import { emptyMongodb, shopOf, withMongodb } from './stores/mongodb-users.ts'
import { emptyMysql } from './stores/mysql-users.ts'
import { emptyPostgresql } from './stores/postgresql-users.ts'

/** Of each store that others run: which variable names it, and how what is ours there is dropped. */
const emptied: Readonly<
  Record<string, { variable: string; empty: (url: string) => Promise<void> }>
> = {
  mongodb: {
    variable: 'MONGODB_URL',
    empty: (url) => withMongodb(url, (run) => emptyMongodb(run, shopOf(url))),
  },
  mysql: { variable: 'MYSQL_URL', empty: emptyMysql },
  postgresql: { variable: 'POSTGRESQL_URL', empty: emptyPostgresql },
}

/** Drops what is ours in the store that the environment names; answers in words what it emptied. */
export async function emptyGivenStore(
  choice: Choice | undefined,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const store = choice && lookUp(emptied, choice.store)
  const url = store && lookUp(env, store.variable)
  if (!url) return undefined
  await store.empty(url)
  return `What was ours at ${store.variable} is gone.`
}
