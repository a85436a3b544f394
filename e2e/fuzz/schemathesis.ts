import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'

const requirements = join(import.meta.dirname, 'requirements.txt')
const openApi = resolve(import.meta.dirname, '../../services/gateway/openapi.yaml')

/** Whether Python 3 with venv is there, which is all that is needed. */
export const hasPython = (): boolean =>
  spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0

/** Installs schemathesis in a virtual environment of the tests' own, once per version; answers its program. */
export function installSchemathesis(): string {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const folder = join(cache, 'comptoir', `schemathesis-${version}`)
  const done = join(folder, 'installed')
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true })
    runNow('python3', ['-m', 'venv', folder])
    runNow(join(folder, 'bin', 'pip'), ['install', '--quiet', '--requirement', requirements])
    writeFileSync(done, '')
  }
  return join(folder, 'bin', 'schemathesis')
}

function runNow(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
}

export type Fuzzing = {
  readonly gatewayUrl: string
  readonly token: string | undefined
  /** Left out, the examples alone decide: until its time is up, schemathesis begins again and again. */
  readonly seconds?: number | undefined
  /** Requests of an operation at most, beside those at the edges of its schema in a long run. */
  readonly examples: number
  readonly phases: 'fuzzing' | 'coverage,fuzzing'
}

/**
 * The document without its security: who asks is said by a header, or nobody is. Else schemathesis would look for a way
 * to sign up by itself.
 */
function writeDocument(): string {
  const document = parse(readFileSync(openApi, 'utf8')) as Document
  delete document.components.securitySchemes
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    delete operation.security
  }
  const file = join(mkdtempSync(join(tmpdir(), 'comptoir-fuzz-')), 'openapi.json')
  writeFileSync(file, JSON.stringify(document))
  return file
}

type Document = {
  components: { securitySchemes?: object }
  paths: Record<string, Record<string, { security?: object }>>
}

/** What an answer must be, whatever was asked: no failure of ours, and as the contract says. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
]
/** They would end the session of the one who asks, or do not end. */
const leftOut = ['DeleteMe', 'ChangePassword', 'LogOutEverywhere', 'StreamOrder']
const seed = '42'

/** Fuzzes every operation; answers what schemathesis said and how it ended (0: all answers were as they must be). */
export function fuzz(program: string, fuzzing: Fuzzing): Promise<{ code: number; output: string }> {
  const { gatewayUrl, token, seconds, examples, phases } = fuzzing
  const args = [
    ...['run', writeDocument(), '--url', gatewayUrl.replace('localhost', '127.0.0.1')],
    ...['--checks', checks.join(','), '--phases', phases, '--max-examples', String(examples)],
    ...['--seed', seed, '--continue-on-failure', '--no-shrink'],
    ...(seconds === undefined ? [] : ['--max-time', String(seconds)]),
    ...['--request-timeout', '20', '--warnings', 'off'],
    ...leftOut.flatMap((operationId) => ['--exclude-operation-id', operationId]),
    ...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`]),
  ]
  return new Promise((resolve, reject) => {
    // it keeps a cache beside where it runs, which would make the next run another one
    const cwd = mkdtempSync(join(tmpdir(), 'comptoir-fuzz-'))
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** How many requests a run made, by its own count. */
export const requestsIn = (output: string): number =>
  Number(/(\d+) generated/.exec(output)?.[1] ?? 0)
