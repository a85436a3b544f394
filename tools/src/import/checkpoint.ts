import { rmSync } from 'node:fs'
import { z } from 'zod'
import { attempt, readText, replaceFile } from '../runner/files.ts'

const Kept = z.object({ key: z.string(), done: z.int().min(0) })

/** How many products of an import are written, so that the next run goes on from there. */
export type Checkpoint = { read(): number; write(done: number): void; clear(): void }

/** A checkpoint that counts for one file, mapping and shop: `key` tells them. */
export function createCheckpoint(file: string, key: string): Checkpoint {
  return {
    read() {
      const kept = attempt(() => Kept.parse(JSON.parse(readText(file) ?? '')))
      return kept?.key === key ? kept.done : 0
    },
    write: (done) => replaceFile(file, JSON.stringify({ key, done })),
    clear: () => rmSync(file, { force: true }),
  }
}
