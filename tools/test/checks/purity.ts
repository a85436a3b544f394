import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const imported = /^import\s+(type\s)?([^'"]*?)\s*(?:from\s+)?'([^']+)'/gm
/** What a rule may import: money, contracts, refusals, schemas, and other rules. */
const allowed =
  /^(zod|node:util|snowball-stemmers|jsvat|csv-parse\/sync|@comptoir\/(money|contracts)(\/.*)?|@comptoir\/pdf\/(text|fonts\/direction)|@comptoir\/service\/problems\/refusal)$/
/** Hashes are pure, whatever module they come from. */
const hashing = /^\{\s*createHash,?\s*\}$/
const clockOrChance =
  /\b(Date\.now\(|new Date\(\)|performance\.now\(|Math\.random\b|randomUUID\(|getRandomValues\(|process\.env\b)/
/** Beside an aggregate's rules stand the files that read, write or show it. */
const edges =
  /-(store|commands|list|desk|directory|query|search|access|feed|wait|view|reports|projection|token)\.ts$/
const tests = /\.test\.ts$|\/testing\.ts$/

type Source = { readonly text: string; readonly imports: readonly string[] }

/**
 * What keeps the rules of the services from being pure, as sentences. The rules of an aggregate are `order.ts`, beside
 * `order-store.ts`, and `order-*.ts`: they import nothing that reads, writes or waits. And whatever file imports
 * nothing of the kind asks neither clock nor chance: both are given to it.
 */
export function purityFaults(root: string, atLeast = 15): string[] {
  const files = globSync('services/*/src/**/*.ts', { cwd: root }).filter(
    (file) => !tests.test(file),
  )
  const sources = new Map(files.map((file) => [file, readSource(root, file)]))
  const rules = files.filter((file) => isRule(file, sources))
  const impure = rules.flatMap((file) =>
    forbiddenImports(file, sources).map((found) => `${file} is a rule and imports ${found}`),
  )
  const free = files.filter((file) => forbiddenImports(file, sources).length === 0)
  const asking = free.flatMap((file) => {
    const found = clockOrChance.exec(sources.get(file)?.text ?? '')
    return found ? [`${file} has no I/O, and asks for ${found[0]} itself`] : []
  })
  const few = rules.length < atLeast ? [`only ${rules.length} rule files were seen`] : []
  return [...impure, ...asking, ...few]
}

function readSource(root: string, file: string): Source {
  const text = readFileSync(join(root, file), 'utf8')
  const imports = [...text.matchAll(imported)]
    .filter(([, type, names = '']) => !type && !isTypesOnly(names) && !hashing.test(names))
    .map(([, , , from]) => from ?? '')
  return { text: withoutComments(text), imports }
}

function isTypesOnly(names: string): boolean {
  const list = /^\{([^}]*)\}$/s.exec(names.trim())?.[1]
  if (list === undefined) return false
  const parts = list.split(',').filter((part) => part.trim() !== '')
  return parts.every((part) => part.trim().startsWith('type '))
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}

function isRule(file: string, sources: ReadonlyMap<string, Source>): boolean {
  if (edges.test(file)) return false
  const [, folder, name = ''] = /^(.*)\/([^/]+)\.ts$/.exec(file) ?? []
  const parts = name.split('-')
  return parts.some((_, at) =>
    sources.has(`${folder}/${parts.slice(0, at + 1).join('-')}-store.ts`),
  )
}

/** What a file imports, itself or through its own folder's files, that reads, writes or waits. */
function forbiddenImports(
  file: string,
  sources: ReadonlyMap<string, Source>,
  seen = new Set<string>(),
): string[] {
  seen.add(file)
  return (sources.get(file)?.imports ?? []).flatMap((from) => {
    if (!from.startsWith('.')) return allowed.test(from) ? [] : [from]
    const next = normalize(join(dirname(file), from))
    if (seen.has(next)) return []
    return sources.has(next) ? forbiddenImports(next, sources, seen) : [from]
  })
}
