import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { clusterEnvironment } from '../cluster/programs.ts'
import { which } from '../provision/commands.ts'
import { checkout } from '../runner/plan/layout.ts'

export const chartFolder = join(checkout, 'charts', 'comptoir')

/** The values files of the chart. */
export const valuesFiles = [
  'values.yaml',
  'values-kind.yaml',
  'values-dev.yaml',
  'values-production.yaml',
] as const
export type ValuesFile = (typeof valuesFiles)[number]

/** The oldest Kubernetes that the chart takes. */
const kubeVersion = '1.30.0'
const mostBytes = 32 * 2 ** 20

/** A Kubernetes resource. What is in it depends on its kind. */
export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
}

/** How helm is asked: a values file, and values that change it, as `--set` takes them. */
export type Asked = {
  readonly file?: ValuesFile
  readonly set?: readonly string[]
  readonly json?: readonly string[]
  readonly chart?: string
  readonly namespace?: string
}

/** Where helm is, on PATH or where `npm run cluster` puts it. */
export function findHelm(): string | undefined {
  return which('helm', clusterEnvironment({})['PATH'])
}

/** What helm prints, and whether it refused. */
type Answer = { readonly refused: boolean; readonly out: string; readonly err: string }

/** Charts do not change while tests run, and many tests of a file ask for the same. */
const answers = new Map<string, Promise<Answer>>()
const rendered = new Map<string, readonly Manifest[]>()

async function askHelm(verb: readonly string[], asked: Asked): Promise<Answer> {
  const key = JSON.stringify([verb, asked])
  const answer = answers.get(key) ?? runHelm(verb, asked)
  answers.set(key, answer)
  return await answer
}

async function runHelm(
  verb: readonly string[],
  { file = 'values.yaml', set = [], json = [], chart = chartFolder, namespace = 'shop' }: Asked,
): Promise<Answer> {
  const values = join(chart, file)
  const options = [
    ...['--namespace', namespace, '--kube-version', kubeVersion],
    ...(existsSync(values) ? ['--values', values] : []),
    ...set.flatMap((value) => ['--set', value]),
    ...json.flatMap((value) => ['--set-json', value]),
  ]
  return await new Promise((resolve) => {
    execFile(
      findHelm() ?? 'helm',
      [...verb, chart, ...options],
      { maxBuffer: mostBytes },
      (error, out, err) => resolve({ refused: error !== null, out, err }),
    )
  })
}

/** The resources that an install would make, parsed once for each text. Throws what helm says when it refuses. */
export async function renderChart(asked: Asked = {}): Promise<readonly Manifest[]> {
  const text = await renderText(asked)
  const manifests = rendered.get(text) ?? parseManifests(text)
  rendered.set(text, manifests)
  return manifests
}

/** The same as text. */
export async function renderText(asked: Asked = {}): Promise<string> {
  const { refused, out, err } = await askHelm(['template', 'comptoir'], asked)
  if (refused) throw new Error(err.trim())
  return out
}

/** What helm says when it refuses the values; nothing when it takes them. */
export async function refusalOf(asked: Asked): Promise<string | undefined> {
  const { refused, err } = await askHelm(['template', 'comptoir'], asked)
  return refused ? err.trim() : undefined
}

/** What `helm lint --strict` finds; nothing when it finds nothing. */
export async function lintFaults(asked: Asked): Promise<string | undefined> {
  const { refused, out, err } = await askHelm(['lint', '--strict', '--quiet'], asked)
  return refused ? `${out}${err}`.trim() : undefined
}

export function parseManifests(text: string): Manifest[] {
  const documents = parseAllDocuments(text, { uniqueKeys: true })
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document) => {
    const [error] = document.errors
    if (error) throw error
    const manifest: Manifest | null = document.toJS()
    return manifest ? [manifest] : []
  })
}

/** The resources of one kind, as what the caller knows of that kind. */
export function ofKind<T extends object>(
  manifests: readonly Manifest[],
  kind: string,
): (Manifest & T)[] {
  return manifests.filter((manifest) => manifest.kind === kind) as (Manifest & T)[]
}
