import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const Kept = z.object({ key: z.string(), done: z.int().min(0) })

/** How many products of an import are written, so that the next run goes on from there. */
export type Checkpoint = { read(): number; write(done: number): void; clear(): void }

/** A checkpoint that counts for one file, mapping and shop: `key` tells them. */
export function createCheckpoint(file: string, key: string): Checkpoint {
  function read(): number {
    try {
      const kept = Kept.parse(JSON.parse(readFileSync(file, 'utf8')))
      return kept.key === key ? kept.done : 0
    } catch {
      return 0
    }
  }

  function write(done: number): void {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify({ key, done }))
    renameSync(`${file}.new`, file)
  }

  return { read, write, clear: () => rmSync(file, { force: true }) }
}
