import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { readText, replaceFile } from '../runner/files.ts'
import type { Choice } from '../runner/plan/choice.ts'
import { keepChoice, keptChoice } from '../runner/plan/kept-choice.ts'
import type { Layout } from '../runner/plan/layout.ts'
import { storeOf } from '../runner/plan/store-choice.ts'
import { UserError } from '../runner/screen/user-error.ts'
import type { Stores } from './connect-stores.ts'
import { copyFiles } from './files.ts'
import { loadDocuments, writeRoster } from './load-documents.ts'
import { loadRedis } from './load-redis.ts'
import { type StoresInput, withStores } from './open-stores.ts'
import { readRedis } from './redis-records.ts'
import { type ArchiveNote, archiveParts, openArchive } from './shop-archive.ts'
import { endImport, noteImport, unfinishedImport } from './unfinished-import.ts'

export type LoadInput = StoresInput & { readonly from: string }

/**
 * Puts an exported shop into a checkout that has none, in any store, and reads all of it again: each document, each
 * record of Redis and each file must be what was exported. Throws a UserError when there is a shop already, or when
 * something is not. One that was killed goes on when it is run again.
 */
export async function loadShop(input: LoadInput): Promise<ArchiveNote> {
  const { layout, choice, from } = input
  const note = await openArchive(from)
  const { takenAt } = note
  const begun = unfinishedImport(layout)
  requireNoShop(layout, choice, begun && { ...begun, isSame: begun.takenAt === takenAt })
  if (!begun) noteImport(layout, { takenAt, store: choice.store, foundEmpty: false })
  replaceFile(layout.secretsFile, readText(join(from, archiveParts.secrets)) ?? '{}', 0o600)
  keepChoice(layout, choice)
  const files = await copyFiles(join(from, archiveParts.files), join(layout.data, 'blobs'))
  if (files.count !== note.files.count || files.sha256 !== note.files.sha256)
    throw new UserError(
      `${from} has ${files.count} files, and had ${note.files.count}: export again`,
    )
  const simulator = join(from, archiveParts.simulator)
  if (existsSync(simulator))
    cpSync(simulator, join(layout.data, archiveParts.simulator), { recursive: true })
  await withStores(input, async (stores) => {
    if (!begun?.foundEmpty) {
      await requireEmpty(stores, choice)
      noteImport(layout, { takenAt, store: choice.store, foundEmpty: true })
    }
    await loadStores(stores, input, note)
  })
  // no demo shop on top of it
  writeFileSync(join(layout.data, 'seeded'), takenAt)
  endImport(layout)
  return note
}

function requireNoShop(
  layout: Layout,
  { store }: Choice,
  begun: { readonly isSame: boolean; readonly store: string } | undefined,
): void {
  if (!begun && keptChoice(layout))
    throw new UserError('This checkout has a shop: forget it first with npm run reset')
  if (begun && !(begun.isSame && begun.store === store))
    throw new UserError(
      'Another import has begun here: end it, or forget it first with npm run reset',
    )
}

/** Throws a UserError when the store or Redis holds a shop: it may be one that others run. */
async function requireEmpty({ redis, keys }: Stores, { store }: Choice): Promise<void> {
  for (const appId of appIds) {
    const found = await keys(appId)
    if (found.length > 0)
      throw new UserError(
        `${storeOf(store, appId)} holds ${found.length} documents of ${appId}: import into an empty one`,
      )
  }
  for await (const { key } of readRedis(redis))
    throw new UserError(`Redis holds ${key}: import into an empty one`)
}

async function loadStores(stores: Stores, input: LoadInput, note: ArchiveNote): Promise<void> {
  const { from, say, choice } = input
  for (const appId of appIds) {
    const state = stores.state(appId)
    const { live, expired } = await loadDocuments(state, { folder: from, appId })
    if (storeOf(choice.store, appId) !== 'redis') await writeRoster(state, live, note.takenAt)
    const held = await stores.keys(appId)
    if (held.length !== live.length)
      throw new UserError(`${appId}: ${held.length} documents are stored, not ${live.length}`)
    const gone = expired > 0 ? `, ${expired} have expired since the export` : ''
    say(`${appId}: ${live.length} of ${note.documents[appId].count} documents${gone}`)
  }
  say(`Redis: ${await loadRedis(stores.redis, join(from, archiveParts.redis))} keys`)
}
