import { join, resolve } from 'node:path'

/** Where things are in the checkout, and where the runner keeps what it makes. */
export type Layout = {
  root: string
  home: string
  logs: string
  data: string
  resources: string
  configuration: string
  runFile: string
  pidFile: string
  secretsFile: string
  names: string
  redisConfig: string
}

export const checkout = resolve(import.meta.dirname, '../../../..')

/** The layout of one checkout: everything that `npm start` writes is under `.comptoir/`, or `COMPTOIR_HOME`. */
export function layoutOf(root: string = checkout, env: NodeJS.ProcessEnv = process.env): Layout {
  const home = resolve(root, env.COMPTOIR_HOME || '.comptoir')
  return {
    root,
    home,
    logs: join(home, 'logs'),
    data: join(home, 'data'),
    resources: join(home, 'resources'),
    configuration: join(home, 'configuration.yaml'),
    runFile: join(home, 'run.json'),
    pidFile: join(home, 'pids'),
    secretsFile: join(home, 'secrets.json'),
    names: join(home, 'names.db'),
    redisConfig: join(home, 'redis.conf'),
  }
}
