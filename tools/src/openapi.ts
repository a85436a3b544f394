// Writes services/<id>/openapi.yaml from the routes of each service; --check fails when a file is not what it
// would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { appIds } from '@comptoir/contracts/topology'
import { stringify } from 'yaml'

type Creates = { createApp(deps: unknown): { request(path: string): Response | Promise<Response> } }

const root = join(import.meta.dirname, '..', '..')
const check = process.argv.includes('--check')

/** Stands for any dependency: routes are declared without calling one. */
function inert(): unknown {
  return new Proxy(() => undefined, {
    get: (_, key) => (key === 'then' || typeof key === 'symbol' ? undefined : inert()),
    apply: () => inert(),
  })
}

function inertDeps(): unknown {
  const known: Record<string, unknown> = {
    appToken: 'none',
    corsOrigins: [],
    bodyLimitBytes: undefined,
  }
  return new Proxy(known, {
    get: (target, key) =>
      typeof key === 'symbol' || key in target ? target[String(key)] : inert(),
  })
}

async function documentOf(appId: string): Promise<string | undefined> {
  const file = join(root, 'services', appId, 'src', 'app.ts')
  if (!existsSync(file)) return undefined
  const { createApp } = (await import(pathToFileURL(file).href)) as Creates
  const answer = await createApp(inertDeps()).request('/openapi.json')
  if (answer.status !== 200) throw new Error(`${appId}: /openapi.json answers ${answer.status}`)
  return stringify(await answer.json(), { lineWidth: 0, aliasDuplicateObjects: false })
}

function compare(appId: string, document: string): boolean {
  const file = join(root, 'services', appId, 'openapi.yaml')
  const current = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (current === document) return true
  if (check)
    console.error(`services/${appId}/openapi.yaml is not what its routes say: npm run openapi`)
  if (!check) writeFileSync(file, document)
  return false
}

let drifted = 0
for (const appId of appIds) {
  const document = await documentOf(appId)
  if (document !== undefined && !compare(appId, document)) drifted += 1
}
console.log(check ? `${drifted} of ${appIds.length} files drifted` : `${drifted} files written`)
process.exit(check && drifted > 0 ? 1 : 0)
