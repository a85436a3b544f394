import {
  closeSync,
  existsSync,
  fdatasync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  write,
} from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { Change } from './records.ts'

const writeTo = promisify(write)
const syncToDisk = promisify(fdatasync)

export type Journal = {
  /** Resolves when the line is on the disk. Lines appended during a flush share the next one. */
  append(change: Change): Promise<void>
  /** Resolves when everything appended so far is on the disk. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Opens an append-only file and hands back the changes that it holds; a torn last line is cut off. */
export function openJournal(file: string): { journal: Journal; changes: Change[] } {
  mkdirSync(dirname(file), { recursive: true })
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  const whole = bytes.lastIndexOf(10) + 1
  const descriptor = openSync(file, 'a')
  if (whole < bytes.length) ftruncateSync(descriptor, whole)
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean)
  return { journal: createJournal(descriptor), changes: lines.map((line) => JSON.parse(line)) }
}

function createJournal(descriptor: number): Journal {
  let collecting: { lines: string[]; done: Promise<void> } | undefined
  let last: Promise<void> = Promise.resolve()

  function openBatch() {
    const lines: string[] = []
    const done = last.then(() => {
      collecting = undefined
      return writeLines(descriptor, lines)
    })
    done.catch(crash)
    last = done
    return { lines, done }
  }

  return {
    append(change) {
      collecting ??= openBatch()
      collecting.lines.push(`${JSON.stringify(change)}\n`)
      return collecting.done
    },
    settled: () => last,
    async close() {
      await last
      closeSync(descriptor)
    },
  }
}

async function writeLines(descriptor: number, lines: string[]): Promise<void> {
  const bytes = Buffer.from(lines.join(''))
  for (let done = 0; done < bytes.length; ) {
    done += (await writeTo(descriptor, bytes, done)).bytesWritten
  }
  await syncToDisk(descriptor)
}

/** Memory that is ahead of the disk must not answer anyone: the process ends and reloads what is safe. */
function crash(error: unknown): void {
  setImmediate(() => {
    throw error
  })
}
