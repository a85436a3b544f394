import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import type { PersonalRecord } from '@comptoir/contracts/accounts/internal-routes'
import { strToU8, Zip, ZipDeflate } from 'fflate'

type Records = AsyncIterable<PersonalRecord> | Iterable<PersonalRecord>
type Archive = {
  readonly exportId: string
  readonly userId: string
  readonly requestedAt: string
  readonly readyAt: string
  readonly parts: readonly { readonly service: string; readonly records: Records }[]
}

/** How much is compressed before other requests get their turn: a few milliseconds. */
const mostCharacters = 65_536

/**
 * The archive of an export: a file of each service, and a manifest that says what was asked for, when, and the SHA-256 of each
 * file. The receipt of the request. It is compressed in small pieces, since the process answers nothing else during one.
 */
export async function zipExport({ parts, ...request }: Archive): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  const files = []
  for (const { service, records } of parts)
    files.push(await addFile(zip, `${service}.json`, records))
  const manifest = new ZipDeflate('manifest.json', { level: 6 })
  zip.add(manifest)
  manifest.push(strToU8(`${JSON.stringify({ ...request, files }, null, 2)}\n`), true)
  zip.end()
  return new Uint8Array(Buffer.concat(pieces))
}

/** Adds the records as a JSON array: what the manifest says of it. */
async function addFile(zip: Zip, name: string, records: Records) {
  const file = new ZipDeflate(name, { level: 6 })
  const hash = createHash('sha256')
  zip.add(file)
  let [count, text] = [0, '']
  const push = async (isLast: boolean) => {
    const bytes = strToU8(text)
    hash.update(bytes)
    file.push(bytes, isLast)
    text = ''
    await turn()
  }
  for await (const record of records) {
    text += `${count === 0 ? '[' : ','}\n${JSON.stringify(record, null, 2)}`
    count += 1
    if (text.length >= mostCharacters) await push(false)
  }
  text += count === 0 ? '[]\n' : '\n]\n'
  await push(true)
  return { name, records: count, sha256: hash.digest('hex') }
}
