import type { AppId } from '@comptoir/contracts/topology'
import { documentOf, idOfStateKey } from '@comptoir/dapr/documents/document-keys'
import type { StatePort } from '@comptoir/dapr/documents/state-port'
import { canonicalJson } from '@comptoir/dapr/events/signatures'
import { begunKey } from '@comptoir/dapr/roster/document-list'
import { namesPerPage, pageKey, type RosterPage } from '@comptoir/dapr/roster/roster-pages'
import { UserError } from '../runner/screen/user-error.ts'
import { mapInParallel } from '../shop/parallel.ts'
import { DocumentLine, documentsFile, readLines } from './shop-archive.ts'

const linesPerBatch = 100
const writesAtOnce = 16

/**
 * Writes the documents of a service and reads each of them again. Answers the keys, and how many had expired since the
 * export. Throws a UserError when one is not stored as it was. Doing so again ends the same.
 */
export async function loadDocuments(
  state: StatePort,
  { folder, appId }: { readonly folder: string; readonly appId: AppId },
) {
  const live: string[] = []
  let expired = 0
  for await (const batch of batchesOf(documentsFile(folder, appId))) {
    const lines = batch.filter((line) => lifeOf(line) !== 0)
    expired += batch.length - lines.length
    await mapInParallel(lines, (line) => writeWhole(state, line), writesAtOnce)
    await requireStored(state, lines, appId)
    live.push(...lines.map(({ key }) => key))
  }
  return { live, expired }
}

async function* batchesOf(file: string): AsyncGenerator<DocumentLine[]> {
  let batch: DocumentLine[] = []
  for await (const line of readLines(file)) {
    batch.push(DocumentLine.parse(line))
    if (batch.length < linesPerBatch) continue
    yield batch
    batch = []
  }
  yield batch
}

/** How many seconds a document has left, at least one; 0 when its life has run out, none when it has no end. */
function lifeOf({ expiresAtMs }: Pick<DocumentLine, 'expiresAtMs'>): number | undefined {
  if (expiresAtMs === undefined) return undefined
  return Math.max(0, Math.ceil((expiresAtMs - Date.now()) / 1_000))
}

/** Creates a key, or puts the value in the place of what an import that was killed has left there. */
async function writeWhole(state: StatePort, line: DocumentLine): Promise<void> {
  const { key, value } = line
  const ttlSeconds = lifeOf(line)
  if (await state.write({ key, value, ttlSeconds })) return
  const stored = await state.read(key)
  if (stored && canonicalJson(stored.value) === canonicalJson(value)) return
  if (!stored || !(await state.write({ key, value, ttlSeconds, etag: stored.etag })))
    throw new UserError(`${key} could not be written`)
}

async function requireStored(state: StatePort, lines: readonly DocumentLine[], appId: AppId) {
  const found = await state.readMany(lines.map(({ key }) => key))
  for (const line of lines) {
    const stored = found.get(line.key)
    const isSame = stored && canonicalJson(stored.value) === canonicalJson(line.value)
    if (!isSame && lifeOf(line) !== 0)
      throw new UserError(`${appId}: ${line.key} is not stored as it was exported`)
  }
}

/** Lists the documents in the roster of a store that is not Redis, as services do before they create one. */
export async function writeRoster(
  state: StatePort,
  keys: readonly string[],
  takenAt: string,
): Promise<void> {
  const changedAtMs = Date.parse(takenAt)
  const names = keys.map((key) => documentOf(key.slice(0, key.indexOf(':')), idOfStateKey(key)))
  for (let first = 0, number = 1; first < names.length; first += namesPerPage, number++) {
    const documents = names.slice(first, first + namesPerPage)
    const page: RosterPage = { claim: `import of ${takenAt}`, documents, changedAtMs }
    await writeWhole(state, { key: pageKey(number), value: page })
  }
  await writeWhole(state, {
    key: begunKey,
    value: { begunAtMs: changedAtMs, documents: names.length },
  })
}
