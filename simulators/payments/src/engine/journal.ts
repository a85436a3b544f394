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
  const write = async (batch: readonly string[]) => {
    await handle.appendFile(batch.join(''))
    await handle.datasync()
  }
  const journal = createJournal(write, () => handle.close())
  return { journal, changes: lines.map((line): Change => JSON.parse(line)) }
}

function createJournal(
  write: (lines: readonly string[]) => Promise<void>,
  close: () => Promise<void>,
) {
  let collecting: { lines: string[]; done: Promise<void> } | undefined
  let last: Promise<void> = Promise.resolve()

  function openBatch() {
    const lines: string[] = []
    const done = last.then(() => {
      collecting = undefined
      return write(lines)
    })
    done.catch(crash)
    last = done
    return { lines, done }
  }

  return {
    /** Resolves when the line is on the disk. Lines appended during a flush share the next one. */
    append(change: Change): Promise<void> {
      collecting ??= openBatch()
      collecting.lines.push(`${JSON.stringify(change)}\n`)
      return collecting.done
    },
    /** Resolves when everything appended so far is on the disk. */
    settled: () => last,
    async close() {
      await last
      await close()
    },
  }
}

/** Memory that is ahead of the disk must not answer anyone: the process ends and reloads what is safe. */
function crash(error: unknown): void {
  setImmediate(() => {
    throw error
  })
}
