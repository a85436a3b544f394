import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What a call answers; undefined when it throws. */
export function attempt<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch {
    return undefined
  }
}

/** The text of a file; undefined when it cannot be read. */
export const readText = (file: string): string | undefined =>
  attempt(() => readFileSync(file, 'utf8'))

/** Writes a file in one step, so that nobody reads half of it. */
export function replaceFile(file: string, text: string, mode = 0o666): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, text, { mode })
  renameSync(`${file}.new`, file)
}
