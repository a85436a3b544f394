// Writes services/<id>/openapi.yaml from the routes of each service, the gateway's from all of them, and the gateway's
// routing table, operations.json; --check fails when a file is not what it would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { lookUp } from '@comptoir/contracts/look-up'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { stringify } from 'yaml'
import {
  mergeDocuments,
  type NamedDocument,
} from '../../../services/gateway/src/documentation/merged-document.ts'
import { operationsOf } from '../../../services/gateway/src/routing/generate-operation-list.ts'
import { readProgramLine } from '../runner/screen/command-line.ts'

type Creates = {
  createApp(deps: unknown): { request(path: string): Response | Promise<Response> }
}

const root = join(import.meta.dirname, '..', '..', '..')
const { check } = readProgramLine({
  run: 'npm run openapi --',
  summary:
    'Writes openapi.yaml of each service from its routes, and the routing table of the gateway.',
  options: {
    check: { type: 'boolean', default: false, help: 'write nothing; say what is out of date' },
  },
  examples: ['npm run openapi', 'npm run openapi -- --check'],
  exitCodes: { 1: 'with --check: something is out of date' },
}).values

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
    fileLimitBytes: undefined,
    document: undefined,
    operations: [],
    trustedProxyHops: 0,
    visitorOf: () => undefined,
  }
  return new Proxy(known, {
    get: (target, key) =>
      typeof key === 'symbol' || Object.hasOwn(target, key) ? lookUp(target, String(key)) : inert(),
  })
}

async function readDocument(appId: AppId): Promise<NamedDocument[]> {
  const file = join(root, 'services', appId, 'src', 'app.ts')
  if (!existsSync(file)) return []
  const { createApp } = (await import(pathToFileURL(file).href)) as Creates
  const answer = await createApp(inertDeps()).request('/openapi.json')
  if (answer.status !== 200) throw new Error(`${appId}: /openapi.json answers ${answer.status}`)
  return [{ appId, document: (await answer.json()) as NamedDocument['document'] }]
}

type WrittenFile = { readonly path: string; readonly text: string }

function documentFile({ appId, document }: NamedDocument): WrittenFile {
  const text = stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })
  return { path: join('services', appId, 'openapi.yaml'), text }
}

/** One operation on each line: a change shows as one. */
function operationsFile(document: NamedDocument['document']): WrittenFile {
  const lines = operationsOf(document).map((one) => `  ${JSON.stringify(one)}`)
  const path = join('services', 'gateway', 'operations.json')
  return { path, text: `[\n${lines.join(',\n')}\n]\n` }
}

/** Whether the file is what the routes say; writes it unless only checking. */
function settle({ path, text }: WrittenFile): boolean {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return true
  if (check) console.error(`${path} is not what the routes say: npm run openapi`)
  else writeFileSync(file, text)
  return false
}

const documents: NamedDocument[] = []
for (const appId of appIds.filter((id) => id !== 'gateway')) {
  documents.push(...(await readDocument(appId)))
}
const own = await readDocument('gateway')
const merged = mergeDocuments([...documents, ...own])
documents.push({ appId: 'gateway', document: merged })
const files = [...documents.map(documentFile), operationsFile(merged)]
const changed = files.filter((one) => !settle(one)).length
console.log(check ? `${changed} of ${files.length} files drifted` : `${changed} files written`)
process.exit(check && changed > 0 ? 1 : 0)
