import { lookUp } from '@comptoir/contracts/look-up'
import type { Choice } from '../runner/plan/choice.ts'
import { storesIn } from '../runner/plan/store-choice.ts'
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

/** Drops what is ours in the stores that the environment names; answers in words what it emptied. */
export async function emptyGivenStores(
  choice: Choice | undefined,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const said: string[] = []
  for (const store of choice ? storesIn(choice.store) : []) {
    const empty = lookUp(emptied, store)
    const variable = givenVariable(store)
    const url = variable && lookUp(env, variable)
    if (!empty || !url) continue
    await empty(url)
    said.push(`What was ours at ${variable} is gone.`)
  }
  return said
}
