import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { appIds } from '@comptoir/contracts/topology'
import { z } from 'zod'
import { attempt, readText } from '../runner/files.ts'
import { UserError } from '../runner/screen/user-error.ts'

/** What a folder of `npm run export -- --store` holds. The note is written last, in the place of `unfinished`. */
export const archiveParts = {
  documents: 'documents',
  redis: 'redis.jsonl',
  files: 'files',
  secrets: 'secrets.json',
  simulator: 'payment-simulator',
  note: 'shop.json',
  unfinished: 'unfinished',
} as const

const counted = z.object({ count: z.int(), sha256: z.string() })

export const ArchiveNote = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  store: z.string(),
  /** Documents of each service; one line each in its file. */
  documents: z.record(z.enum(appIds), counted),
  /** Lines of what Redis keeps beside documents. */
  redis: counted,
  /** Pictures and printed documents; the sum is that of their names, each of which is the SHA-256 of its content. */
  files: counted,
  secrets: z.object({ sha256: z.string() }),
})
export type ArchiveNote = z.infer<typeof ArchiveNote>

/** A document as its store had it, under its key without the app id. */
export const DocumentLine = z.object({
  key: z.string(),
  value: z.unknown(),
  expiresAtMs: z.number().optional(),
})
export type DocumentLine = z.infer<typeof DocumentLine>

export const documentsFile = (folder: string, appId: string) =>
  join(folder, archiveParts.documents, `${appId}.jsonl`)

/** Writes lines of JSON; answers how many, and the SHA-256 of the file. */
export async function writeLines(file: string, lines: AsyncIterable<unknown>) {
  const stream = createWriteStream(file, { mode: 0o600 })
  const hash = createHash('sha256')
  let count = 0
  for await (const line of lines) {
    const text = `${JSON.stringify(line)}\n`
    hash.update(text)
    count++
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await finished(stream)
  return { count, sha256: hash.digest('hex') }
}

/** Reads lines of JSON. */
export async function* readLines(file: string): AsyncGenerator<unknown> {
  const input = createReadStream(file)
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    if (line !== '') yield JSON.parse(line)
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/**
 * Reads the note of an archive and holds its files against their checksums. Throws a UserError for one that is not
 * whole.
 */
export async function openArchive(folder: string): Promise<ArchiveNote> {
  const text = readText(join(folder, archiveParts.note)) ?? ''
  const note = ArchiveNote.safeParse(attempt(() => JSON.parse(text)))
  if (!note.success)
    throw new UserError(`${folder} holds no whole shop of npm run export -- --store`)
  const { documents, redis, secrets } = note.data
  const sums = [
    ...Object.entries(documents).map(([id, { sha256 }]) => [documentsFile(folder, id), sha256]),
    [join(folder, archiveParts.redis), redis.sha256],
    [join(folder, archiveParts.secrets), secrets.sha256],
  ]
  for (const [file = '', sha256] of sums) {
    const found = await sha256Of(file).catch(() => undefined)
    if (found !== sha256) throw new UserError(`${file} is damaged or missing: export again`)
  }
  return note.data
}
