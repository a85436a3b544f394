import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Change } from './records.ts'

/** Opens an append-only file and hands back the changes that it holds; a torn last line is cut off. */
export async function openJournal(file: string) {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a+')
  const bytes = await handle.readFile()
  const whole = bytes.lastIndexOf(10) + 1
  if (whole < bytes.length) await handle.truncate(whole)
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean)
  let last: Promise<void> = Promise.resolve()
  return {
    changes: lines.map((line): Change => JSON.parse(line)),
    /** Resolves when the line is on the disk; memory that is ahead of the disk must not answer anyone. */
    append(change: Change): Promise<void> {
      last = last.then(async () => {
        await handle.appendFile(`${JSON.stringify(change)}\n`)
        await handle.datasync()
      })
      last.catch((error: unknown) =>
        setImmediate(() => {
          throw error
        }),
      )
      return last
    },
    settled: () => last,
    async close() {
      await last
      await handle.close()
    },
  }
}
