import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { attempt } from '../runner/files.ts'

/** Where a command is: its path in the first folder of PATH that has it. */
export function which(command: string, path = process.env.PATH ?? ''): string | undefined {
  const folders = path.split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, command)).find(isExecutable)
}

/** Whether a file is there and may be run. */
export const isExecutable = (file: string): boolean =>
  attempt(() => accessSync(file, constants.X_OK) ?? true) ?? false

/** Says what is going on while something takes long. */
export type Progress = (text: string) => void

export type Outcome = { code: number; output: string }
export type RunOptions = {
  cwd?: string
  env?: Record<string, string>
  timeoutMs?: number
  signal?: AbortSignal
  onLine?: (line: string) => void
  /** How much of the output is kept, from its end; default: 100,000 characters. */
  keep?: number
  /** What the command reads from its standard input. */
  input?: string | undefined
}

/** Runs a command to its end; its output (both streams) is the answer, never an exception. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const { cwd, env, timeoutMs, signal, onLine, input, keep = 100_000 } = options
  const settings = { cwd, env: { ...process.env, ...env }, timeout: timeoutMs, signal }
  const child = spawn(command, [...args], { ...settings, stdio: 'pipe' })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  let output = ''
  const take = (chunk: Buffer) => {
    output = (output + chunk).slice(-keep)
    for (const line of chunk.toString().split('\n')) if (line) onLine?.(line)
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output: output.trim() }))
  })
}
