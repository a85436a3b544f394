import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (pattern: string): string =>
  globSync(pattern, { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')

/** The internal routes of the contracts with the services that may call them. */
function internalRoutes(): { route: string; callers: string[] }[] {
  const routes = read('packages/contracts/src/**/*.ts').matchAll(
    /export const (\w+) = internal\(\s*\[([^\]]*)\]/g,
  )
  return [...routes].map(([, route = '', named = '']) => ({
    route,
    callers: [...named.matchAll(/'([\w-]+)'/g)].flatMap(([, caller]) => caller ?? []),
  }))
}

it('lists as callers of an internal route only services that call it', () => {
  const shared = read('packages/dapr/src/**/*.ts')
  const code = new Map(
    appIds.map((appId) => [appId as string, read(`services/${appId}/src/**/*.ts`)]),
  )
  const routes = internalRoutes()
  expect(routes.length).toBeGreaterThan(15)
  const idle = routes.flatMap(({ route, callers }) => {
    const calls = (text: string | undefined) => new RegExp(`\\b${route}\\b`).test(text ?? '')
    return callers
      .filter((caller) => !calls(code.get(caller)) && !calls(shared))
      .map((caller) => `${caller} never calls ${route}`)
  })
  expect(idle).toEqual([])
})

/** Operations of other services that a service names: it invokes them through its sidecar. */
async function invokedBy(appId: string): Promise<{ operation: string; callers: string[] }[]> {
  const imports = read(`services/${appId}/src/**/*.ts`).matchAll(
    /import \{([^}]*)\} from '@comptoir\/contracts\/([a-z]+)\/([a-z-]*routes)'/g,
  )
  const found = [...imports].filter(([, , callee]) => callee !== appId)
  const operations = found.map(async ([, names = '', callee, file]) => {
    const module: Record<string, unknown> = await import(`@comptoir/contracts/${callee}/${file}`)
    return names.split(',').flatMap((name) => {
      const operation = module[name.trim()]
      if (typeof operation !== 'object' || operation === null || !('method' in operation)) return []
      const callers = 'x-callers' in operation ? (operation['x-callers'] as string[]) : []
      return [{ operation: name.trim(), callers }]
    })
  })
  return (await Promise.all(operations)).flat()
}

it('lists every service that invokes an operation: access control denies what is not listed', async () => {
  const missing = await Promise.all(
    appIds.map(async (appId) => {
      const invoked = await invokedBy(appId)
      const unlisted = invoked.filter(({ callers }) => !callers.includes(appId))
      return unlisted.map(({ operation }) => `${appId} invokes ${operation}`)
    }),
  )
  expect((await Promise.all(appIds.map(invokedBy))).flat().length).toBeGreaterThan(15)
  expect(missing.flat()).toEqual([])
})
