import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { z } from 'zod'
import { attempt, readText, replaceFile } from '../runner/files.ts'
import type { Choice } from '../runner/plan/choice.ts'
import type { Layout } from '../runner/plan/layout.ts'
import { UserError } from '../runner/screen/user-error.ts'

const longestSnapshotMs = 600_000
const snapshotFile = 'dump.rdb'

/** The content of a backup: Redis at one moment, the files, the secrets, and a note that is written last. */
const parts = {
  redis: 'redis.rdb',
  blobs: 'blobs',
  secrets: 'secrets.json',
  note: 'backup.json',
} as const

const noteSchema = z.object({ takenAt: z.iso.datetime(), broker: z.string(), store: z.string() })
export type BackupNote = z.infer<typeof noteSchema>

/**
 * Deletes the state of all workflows, which wait for timers and activities that the scheduler no longer has: one that
 * is stored as running would never go on, and never be started again.
 */
const forgetWorkflows = [
  'EVAL',
  "local at = '0' repeat local page = redis.call('SCAN', at, 'MATCH', ARGV[1], 'COUNT', 1000) at = page[1] " +
    "for _, key in ipairs(page[2]) do redis.call('UNLINK', key) end until at == '0'",
  '0',
  '*||dapr.internal.*',
]

type Shop = Choice & { readonly layout: Layout; readonly redisUrl: string }

/**
 * Writes a backup of a shop that runs, with a Redis of its own. Redis comes first: a file that no document names does no
 * harm, a document without its file does. The scheduler's timers are not in it: the watch of orders replaces them.
 */
export async function saveShop({ layout, redisUrl, broker, store }: Shop, to: string) {
  if (existsSync(to) && readdirSync(to).length > 0)
    throw new UserError(`${to} is not empty: say another folder`)
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const takenAt = new Date().toISOString()
  await saveRedis(redisUrl, join(layout.data, 'redis'), join(to, parts.redis))
  const blobs = join(layout.data, 'blobs')
  if (existsSync(blobs)) cpSync(blobs, join(to, parts.blobs), { recursive: true })
  replaceFile(join(to, parts.secrets), readText(layout.secretsFile) ?? '{}', 0o600)
  const note: BackupNote = { takenAt, broker, store }
  replaceFile(join(to, parts.note), `${JSON.stringify(note, undefined, 2)}\n`, 0o600)
  return note
}

/** A snapshot of one moment. Redis writes it beside its other files and gives it its name once it is whole. */
async function saveRedis(url: string, folder: string, file: string): Promise<void> {
  const snapshot = join(folder, snapshotFile)
  rmSync(snapshot, { force: true })
  const redis = new Redis(url)
  try {
    // while Redis rewrites its append-only file, the snapshot waits for the end of that
    await redis.bgsave('SCHEDULE')
    const deadline = performance.now() + longestSnapshotMs
    while (!existsSync(snapshot)) {
      if (/^rdb_last_bgsave_status:err/m.test(await redis.info('persistence')))
        throw new UserError('Redis could not write its snapshot: its log says why')
      if (performance.now() > deadline) throw new UserError('Redis does not end its snapshot')
      await sleep(100)
    }
  } finally {
    redis.disconnect()
  }
  cpSync(snapshot, file)
  rmSync(snapshot, { force: true })
}

/** Reads the note of a backup. Throws a UserError when the folder holds none that is whole. */
export function readBackup(from: string): BackupNote {
  const text = readText(join(from, parts.note)) ?? ''
  const note = noteSchema.safeParse(attempt(() => JSON.parse(text)))
  if (!note.success) throw new UserError(`${from} holds no whole backup of npm run backup`)
  return note.data
}

/**
 * Puts a backup in the place of what this checkout has: Redis, files, secrets. The scheduler begins without timers, so
 * workflows are forgotten too: the watch of orders starts their sagas again from the orders. The books of the payment
 * simulator stay as they are, as those of a real provider would.
 */
export function restoreShop(layout: Layout, from: string): void {
  const { data } = layout
  const redis = join(data, 'redis')
  const blobs = join(data, 'blobs')
  for (const folder of [redis, blobs, join(data, 'scheduler')])
    rmSync(folder, { recursive: true, force: true })
  mkdirSync(redis, { recursive: true })
  // Redis reads no dump.rdb while it has `appendonly yes`; under this name it takes it for the start of its own file,
  // and runs the commands that follow
  const file = join(redis, 'appendonly.aof')
  cpSync(join(from, parts.redis), `${file}.new`)
  appendFileSync(`${file}.new`, [['SELECT', '0'], forgetWorkflows].map(toRedis).join(''))
  if (existsSync(join(from, parts.blobs)))
    cpSync(join(from, parts.blobs), blobs, { recursive: true })
  replaceFile(layout.secretsFile, readText(join(from, parts.secrets)) ?? '{}', 0o600)
  renameSync(`${file}.new`, file)
}

/** A command as Redis' protocol writes it, and its append-only file. */
const toRedis = (command: readonly string[]) =>
  [
    `*${command.length}`,
    ...command.flatMap((word) => [`$${Buffer.byteLength(word)}`, word]),
    '',
  ].join('\r\n')
