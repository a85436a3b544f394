import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../files.ts'

/** Begins a new log for each process; the previous start's is kept as `<name>.log.1`. */
export function rotateLogs(folder: string, names: readonly string[]): void {
  mkdirSync(folder, { recursive: true })
  for (const name of names) {
    const file = join(folder, `${name}.log`)
    if (existsSync(file)) renameSync(file, `${file}.1`)
  }
}

/** The last lines of a process's log. */
export function lastLines(folder: string, name: string, count: number): string {
  const text = readText(join(folder, `${name}.log`)) ?? ''
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
