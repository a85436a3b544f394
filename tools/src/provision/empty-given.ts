import { lookUp } from '@comptoir/contracts/look-up'
import type { Choice } from '../runner/plan/choice.ts'
import { givenVariable } from './part.ts'
import { emptyMongodb, shopOf, withMongodb } from './stores/mongodb-users.ts'
import { emptyMysql } from './stores/mysql-users.ts'
import { emptyPostgresql } from './stores/postgresql-users.ts'

/** How what is ours is dropped in each store that others run. */
const emptied: Readonly<Record<string, (url: string) => Promise<void>>> = {
  mongodb: (url) => withMongodb(url, (run) => emptyMongodb(run, shopOf(url))),
  mysql: emptyMysql,
  postgresql: emptyPostgresql,
}

/** Drops what is ours in the store that the environment names; answers in words what it emptied. */
export async function emptyGivenStore(
  choice: Choice | undefined,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const empty = choice && lookUp(emptied, choice.store)
  const variable = choice && givenVariable(choice.store)
  const url = variable && lookUp(env, variable)
  if (!empty || !url) return undefined
  await empty(url)
  return `What was ours at ${variable} is gone.`
}
