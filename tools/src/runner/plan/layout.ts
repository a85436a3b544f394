import { join, resolve } from 'node:path'

export const checkout = resolve(import.meta.dirname, '../../../..')

/** Where things are in the checkout, and where the runner keeps what it makes. */
export type Layout = ReturnType<typeof layoutOf>

/** The layout of one checkout: everything that `npm start` writes is under `.comptoir/`, or `COMPTOIR_HOME`. */
export function layoutOf(root: string = checkout, env: NodeJS.ProcessEnv = process.env) {
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
    choiceFile: join(home, 'data', 'choice.json'),
    redisConfig: join(home, 'redis.conf'),
  }
}
