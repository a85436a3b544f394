import { knownSecrets } from '../resources/known-secrets.ts'
import { passwordVariable } from '../runner/plan/redis-url.ts'

/** What whoever starts compose is told while it runs with the secrets of this repository; nothing otherwise. */
export function defaultsWarning(env: NodeJS.ProcessEnv): string | undefined {
  if (env[passwordVariable] !== knownSecrets('compose').redisPassword) return undefined
  return [
    'WARNING: passwords and keys are the defaults of this repository, which everybody knows.',
    'WARNING: good for a trial on this machine only: all that is published is on 127.0.0.1.',
    'WARNING: your own, before the first start: npm run --silent secrets -- --compose > .env',
    '',
  ].join('\n')
}
