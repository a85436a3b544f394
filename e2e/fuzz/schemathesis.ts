import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { installPython } from '@comptoir/tools/sandbox/python'
import { parse } from 'yaml'

const requirements = join(import.meta.dirname, 'requirements.txt')
const openApi = resolve(import.meta.dirname, '../../services/gateway/openapi.yaml')

/** Installs schemathesis in a virtual environment of the tests' own, once per version; answers its program. */
export const installSchemathesis = (): string =>
  join(installPython('schemathesis', requirements), 'schemathesis')

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
  const document = readDocument()
  delete document.components.securitySchemes
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    delete operation.security
  }
  const file = join(mkdtempSync(join(tmpdir(), 'comptoir-fuzz-')), 'openapi.json')
  writeFileSync(file, JSON.stringify(document))
  return file
}

const readDocument = () => parse(readFileSync(openApi, 'utf8')) as Document

type Operation = {
  operationId?: string
  security?: object
  responses?: Record<string, { content?: Record<string, object> }>
}
type Document = {
  components: { securitySchemes?: object }
  paths: Record<string, Record<string, Operation>>
}

/** Live streams: they do not end, and schemathesis holds each of their events against the text that the document says they are. */
const streams = (): string[] =>
  Object.values(readDocument().paths)
    .flatMap((path) => Object.values(path))
    .filter(({ responses = {} }) => 'text/event-stream' in (responses['200']?.content ?? {}))
    .flatMap(({ operationId }) => operationId ?? [])

/** What an answer must be, whatever was asked: no failure of ours, and as the contract says. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
]
/** They would end the session of the one who asks. */
const leftOut = ['DeleteMe', 'ChangePassword', 'LogOutEverywhere']
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
    ...[...leftOut, ...streams()].flatMap((operationId) => ['--exclude-operation-id', operationId]),
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
