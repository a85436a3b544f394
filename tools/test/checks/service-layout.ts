import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { subscriptions } from '@comptoir/contracts/subscriptions'
import { type AppId, appIds, isSite } from '@comptoir/contracts/topology'

const everywhere = [
  'package.json',
  'README.md',
  'openapi.yaml',
  'src/app.ts',
  'src/config.ts',
  'src/main.ts',
]
const readmeLines = 40

/** What keeps a service from having the same files for the same things as every other, as sentences. */
export function layoutFaults(
  root: string,
  ids: readonly AppId[] = appIds.filter((appId) => !isSite(appId)),
): string[] {
  return ids.flatMap((appId) => {
    const folder = join(root, 'services', appId)
    const say = (fault: string) => `services/${appId} ${fault}`
    return [
      ...everywhere
        .filter((file) => !existsSync(join(folder, file)))
        .map((file) => say(`has no ${file}`)),
      ...(appId === 'gateway' ? [] : storeFaults(folder).map(say)),
      ...subscriberFaults(appId, folder).map(say),
      ...testFaults(folder).map(say),
      ...readmeFaults(folder).map(say),
    ]
  })
}

/** The rules of an aggregate stand beside its store: `order.ts`, `order-store.ts`. The gateway keeps nothing. */
function storeFaults(folder: string): string[] {
  const stores = globSync('src/**/*-store.ts', { cwd: folder })
  const rules = stores.map((store) => store.replace('-store.ts', '.ts'))
  const pairs = rules.filter((file) => existsSync(join(folder, file)))
  return pairs.length === 0 ? ['has no src/<aggregate>.ts with its src/<aggregate>-store.ts'] : []
}

function subscriberFaults(appId: AppId, folder: string): string[] {
  const consumes = (subscriptions[appId] ?? []).length > 0
  const has = existsSync(join(folder, 'src/subscribers.ts'))
  if (consumes && !has) return ['consumes events and has no src/subscribers.ts']
  return has && !consumes ? ['has src/subscribers.ts and consumes no event'] : []
}

function testFaults(folder: string): string[] {
  return globSync('src/**/*.test.ts', { cwd: folder }).length === 0 ? ['has no test'] : []
}

function readmeFaults(folder: string): string[] {
  const file = join(folder, 'README.md')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').length
  return lines > readmeLines ? [`has a README of ${lines} lines (at most ${readmeLines})`] : []
}
