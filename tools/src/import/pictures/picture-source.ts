import { readFile, stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { type FetchRules, fetchLimits, fetchPicture, PictureProblem } from './fetch-picture.ts'

/** Gets the bytes of a picture; throws a PictureProblem. */
export type PictureSource = (ref: string) => Promise<Uint8Array>

export type PictureSourceOptions = FetchRules & {
  /** A folder with the pictures: files are looked for here first, by path or by the name an address ends with. */
  readonly folder?: string | undefined
  readonly pausesMs?: readonly number[]
}

const atOnce = 6

/** A source of pictures by address or from a folder; what fails in passing is asked for again, a few at a time. */
export function createPictureSource(options: PictureSourceOptions): PictureSource {
  const { folder, pausesMs = [500, 2_000] } = options
  const inTurn = pLimit(atOnce)

  return async (ref) => {
    const local = folder === undefined ? undefined : await readLocal(folder, ref)
    if (local) return local
    if (!/^[a-z][a-z+.-]*:/i.test(ref)) {
      throw new PictureProblem(
        folder === undefined
          ? 'it is no address: --images DIR says where pictures are'
          : `it is not in ${folder}`,
      )
    }
    return await inTurn(() => withRetries(() => fetchPicture(ref, options), pausesMs))
  }
}

async function withRetries<T>(work: () => Promise<T>, pausesMs: readonly number[]): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const pauseMs = pausesMs[attempt]
      if (pauseMs === undefined || !(error instanceof PictureProblem) || !error.isPassing)
        throw error
      await sleep(pauseMs)
    }
  }
}

/** The file of a picture within the folder, and nowhere else. */
async function readLocal(folder: string, ref: string): Promise<Uint8Array | undefined> {
  const root = resolve(folder)
  for (const name of [ref, basename(pathOf(ref))]) {
    const file = resolve(join(root, name))
    if (!file.startsWith(root + sep)) continue
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) continue
    if (found.size > fetchLimits.bytes) {
      throw new PictureProblem(`it is larger than ${fetchLimits.bytes} bytes`)
    }
    return await readFile(file)
  }
  return undefined
}

function pathOf(ref: string): string {
  if (!URL.canParse(ref)) return ref
  try {
    return decodeURIComponent(new URL(ref).pathname)
  } catch {
    return new URL(ref).pathname
  }
}
