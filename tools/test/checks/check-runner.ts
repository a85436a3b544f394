import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Counts = { readonly passed: number; readonly failed: number }

/** A part of `npm test`; it prints what failed and says what passed. */
export type Phase = { readonly name: string; run(): Promise<Counts> }

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
  return faults.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
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
      const folder = mkdtempSync(join(tmpdir(), 'comptoir-test-'))
      const file = join(folder, 'report.json')
      const own = './tools/test/staff-writes/reporter.ts'
      const reporters = ['default', 'json', own].map((name) => `--reporter=${name}`)
      const args = [
        'run',
        '--project',
        project,
        ...reporters,
        `--outputFile.json=${file}`,
        ...files,
      ]
      const { code } = await runTool('vitest', args, { show: true, settings })
      const json = existsSync(file) ? readFileSync(file, 'utf8') : undefined
      rmSync(folder, { recursive: true })
      return countsOf(json, code)
    },
  }
}

type Report = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly object[]
  }[]
}

/** What a vitest report says; files that could not be loaded and runs that failed otherwise count as failures. */
export function countsOf(json: string | undefined, code: number): Counts {
  if (json === undefined) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(json) as Report
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = numFailedTests + unloaded
  return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}
