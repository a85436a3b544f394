import { mongodb } from './engines/mongodb.ts'
import { mysql } from './engines/mysql.ts'
import { postgresql } from './engines/postgresql.ts'
import type { Scripts } from './engines/script-text.ts'
import { sqlite } from './engines/sqlite.ts'
import { readViews, type ServiceViews } from './views.ts'

const engines = { postgresql, mysql, sqlite, mongodb }
export type Engine = keyof typeof engines

const endings: Readonly<Record<Engine, string>> = {
  postgresql: 'sql',
  mysql: 'sql',
  sqlite: 'sql',
  mongodb: 'js',
}

/** The path of a script in a checkout. */
export const scriptPath = (appId: string, engine: Engine, script: keyof Scripts) =>
  `services/${appId}/db/${engine}/${script}.${endings[engine]}`

/** The scripts of every service for every database, by their path in a checkout. */
export function databaseScripts(root: string): Record<string, string> {
  const services = readViews(root)
  const all = Object.keys(engines) as Engine[]
  return Object.assign({}, ...services.flatMap((one) => all.map((engine) => filesOf(one, engine))))
}

function filesOf(service: ServiceViews, engine: Engine): Record<string, string> {
  const { up, down, drop } = engines[engine](service)
  return {
    [scriptPath(service.appId, engine, 'up')]: up,
    [scriptPath(service.appId, engine, 'down')]: down,
    [scriptPath(service.appId, engine, 'drop')]: drop,
  }
}
