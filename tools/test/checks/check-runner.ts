import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

export type Counts = {
  readonly passed: number
  readonly failed: number
  /** What failed, each in one line, so that the end of a long output says it again. */
  readonly failures?: readonly string[]
}

/** A part of `npm test`; it prints what failed and says what passed. */
export type Phase = { readonly name: string; run(): Promise<Counts> }

/** Several counts as one. */
export function addUp(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      failures: [...(all.failures ?? []), ...(one.failures ?? [])],
    }),
    { passed: 0, failed: 0 },
  )
}

/** Ends an output: what failed, once more, and the count as the last line. Answers the exit code. */
export function printTotal({ passed, failed, failures = [] }: Counts): number {
  for (const failure of failures) console.log(`\nFAIL ${failure}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

type Ran = { readonly code: number; readonly output: string }

type Running = { readonly show?: boolean; readonly settings?: Readonly<Record<string, string>> }

export const root = join(import.meta.dirname, '..', '..', '..')
const bin = join(root, 'node_modules', '.bin')

/** Runs a program of node_modules; its output is shown as it comes, or kept. */
export function runTool(
  name: string,
  args: readonly string[],
  { show = false, settings = {} }: Running = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...settings, ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }
    const child = spawn(join(bin, name), args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (chunk: Buffer) => {
      if (show) process.stdout.write(chunk)
      else output += chunk.toString()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** One check by a program: it passes when the program ends with 0; what it says is shown when it does not. */
export function toolCheck(name: string, tool: string, args: readonly string[]): Phase {
  return {
    name,
    async run() {
      const { code, output } = await runTool(tool, args)
      return report(name, code === 0 ? [] : [output.trim() || `${tool} ended with ${code}`])
    },
  }
}

/** Shows one check's result: no fault means it passed. */
export function report(name: string, faults: readonly string[]): Counts {
  console.log(`  ${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}`)
  for (const fault of faults) console.log(fault.replace(/^/gm, '       '))
  return faults.length === 0
    ? { passed: 1, failed: 0 }
    : { passed: 0, failed: 1, failures: [`${name}: ${firstLine(faults[0])}`] }
}

/** The tests of a vitest project, or those of its files named, each counted; settings that are set already stay. */
export function testPhase(
  name: string,
  project: string,
  settings: Readonly<Record<string, string>> = {},
  files: readonly string[] = [],
): Phase {
  return {
    name,
    async run() {
      const own = './tools/test/staff-writes/reporter.ts'
      const reporters = ['default', 'json', own].map((name) => `--reporter=${name}`)
      const args = ['run', '--project', project, ...reporters, ...files]
      const { json, code } = await runReported('vitest', (file) => ({
        args: [...args, `--outputFile.json=${file}`],
        settings,
      }))
      return countsOf(json, code)
    },
  }
}

type Asked = { readonly args: readonly string[]; readonly settings: Running['settings'] }

/** Runs a program that writes a report to the file it is given; the report, when there is one, and how the run ended. */
export async function runReported(
  tool: string,
  ask: (file: string) => Asked,
): Promise<{ readonly json: string | undefined; readonly code: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-test-'))
  const file = join(folder, 'report.json')
  const { args, settings = {} } = ask(file)
  const { code } = await runTool(tool, args, { show: true, settings })
  const json = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  rmSync(folder, { recursive: true })
  return { json, code }
}

type Report = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name?: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status?: string
      readonly fullName?: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/** What a vitest report says; files whose set-up failed or that could not be loaded count, and runs that failed otherwise. */
export function countsOf(json: string | undefined, code: number): Counts {
  if (json === undefined) return { passed: 0, failed: 1, failures: ['the run left no report'] }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(json) as Report
  const withoutTest = testResults.filter(
    (file) => file.status === 'failed' && failedTests(file).length === 0,
  )
  const failed = numFailedTests + withoutTest.length
  if (failed === 0 && code !== 0) {
    return { passed: numPassedTests, failed: 1, failures: [`the run ended with ${code}`] }
  }
  return { passed: numPassedTests, failed, failures: failuresOf(testResults) }
}

const failedTests = ({ assertionResults }: Report['testResults'][number]) =>
  assertionResults.filter(({ status }) => status === 'failed')

function failuresOf(files: Report['testResults']): string[] {
  return files
    .filter(({ status }) => status === 'failed')
    .flatMap((result) => {
      const file = relative(root, result.name ?? '')
      const tests = failedTests(result)
      return tests.length === 0
        ? [`${file}: ${firstLine(result.message) || 'what is around its tests failed'}`]
        : tests.map((test) => `${file} › ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`)
    })
}

/** What an output begins with, without colours, cut off when it is long. */
export function firstLine(text = ''): string {
  return stripVTControlCharacters(text).trim().split('\n', 1)[0]?.slice(0, 200) ?? ''
}
