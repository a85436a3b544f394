import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import type { StatePort } from '@comptoir/dapr/documents/state-port'
import { readText, replaceFile } from '../runner/files.ts'
import { UserError } from '../runner/screen/user-error.ts'
import type { Stores } from './connect-stores.ts'
import type { DocumentKey } from './document-keys.ts'
import { copyFiles } from './files.ts'
import { type StoresInput, withStores } from './open-stores.ts'
import { isUnderWay } from './orders-under-way.ts'
import { readRedis } from './redis-records.ts'
import {
  type ArchiveNote,
  archiveParts,
  type DocumentLine,
  documentsFile,
  sha256Of,
  writeLines,
} from './shop-archive.ts'

export type SaveInput = StoresInput & {
  readonly to: string
  /** Orders whose saga is not over go along: the new shop starts their sagas again. */
  readonly withOpenOrders: boolean
}

/**
 * Writes a shop that is stopped into a folder: the documents of each service, what Redis keeps beside them, files and
 * secrets. Throws a UserError for a folder that holds something else, and for orders whose saga is not over.
 */
export async function saveShop(input: SaveInput): Promise<ArchiveNote> {
  const { layout, choice, to } = input
  emptyFolder(to)
  const saved = await withStores(input, (stores) => saveStores(stores, input))
  const files = await copyFiles(join(layout.data, 'blobs'), join(to, archiveParts.files))
  const simulator = join(layout.data, archiveParts.simulator)
  if (existsSync(simulator))
    cpSync(simulator, join(to, archiveParts.simulator), { recursive: true })
  const secrets = join(to, archiveParts.secrets)
  replaceFile(secrets, readText(layout.secretsFile) ?? '{}', 0o600)
  const note: ArchiveNote = {
    format: 1,
    takenAt: new Date().toISOString(),
    store: choice.store,
    ...saved,
    files,
    secrets: { sha256: await sha256Of(secrets) },
  }
  const unfinished = join(to, archiveParts.unfinished)
  writeFileSync(unfinished, `${JSON.stringify(note, undefined, 2)}\n`, { mode: 0o600 })
  renameSync(unfinished, join(to, archiveParts.note))
  return note
}

/** Makes a folder, or takes one that an export left unfinished. */
function emptyFolder(to: string): void {
  const names = existsSync(to) ? readdirSync(to) : []
  if (names.length > 0 && !names.includes(archiveParts.unfinished))
    throw new UserError(`${to} is not empty: say another folder`)
  for (const part of Object.values(archiveParts))
    rmSync(join(to, part), { recursive: true, force: true })
  mkdirSync(join(to, archiveParts.documents), { recursive: true, mode: 0o700 })
  writeFileSync(join(to, archiveParts.unfinished), '')
}

async function saveStores({ redis, state, keys }: Stores, input: SaveInput) {
  const { to, say, withOpenOrders } = input
  const documents: Partial<ArchiveNote['documents']> = {}
  const underWay: string[] = []
  for (const appId of appIds) {
    const found = readDocuments(state(appId), await keys(appId), (line) => {
      if (appId === 'orders' && isUnderWay(line)) underWay.push(line.key)
    })
    const counted = await writeLines(documentsFile(to, appId), found)
    documents[appId] = counted
    say(`${appId}: ${counted.count} documents`)
  }
  if (underWay.length > 0 && !withOpenOrders) throw openOrders(underWay)
  const lines = await writeLines(join(to, archiveParts.redis), readRedis(redis))
  say(`Redis: ${lines.count} lines`)
  return { documents: documents as ArchiveNote['documents'], redis: lines }
}

const documentsPerRead = 50

/** The documents with these keys; those whose life has run out meanwhile are left out. */
async function* readDocuments(
  state: StatePort,
  keys: readonly DocumentKey[],
  see: (line: DocumentLine) => void,
): AsyncGenerator<DocumentLine> {
  for (let n = 0; n < keys.length; n += documentsPerRead) {
    const some = keys.slice(n, n + documentsPerRead)
    const found = await state.readMany(some.map(({ key }) => key))
    for (const one of some) {
      const stored = found.get(one.key)
      if (!stored) continue
      const line = { ...one, value: stored.value }
      see(line)
      yield line
    }
  }
}

function openOrders(keys: readonly string[]): UserError {
  const some = keys.slice(0, 5).map((key) => key.slice(key.indexOf(':') + 1))
  return new UserError(
    `${keys.length} orders are under way (${some.join(', ')}${keys.length > 5 ? ' …' : ''}), and workflows do not move. ` +
      'Start the shop, take no orders, wait until they are paid or have expired, and stop it; or take them along with ' +
      '--with-open-orders: the new shop begins their sagas again from the orders.',
  )
}
