import { createHash } from 'node:crypto'
import type { PersonalRecord } from '@comptoir/contracts/accounts/internal-routes'
import { strToU8, zipSync } from 'fflate'

type Part = { readonly service: string; readonly records: readonly PersonalRecord[] }
type Archive = {
  readonly exportId: string
  readonly userId: string
  readonly requestedAt: string
  readonly readyAt: string
  readonly parts: readonly Part[]
}

const json = (value: unknown) => strToU8(`${JSON.stringify(value, null, 2)}\n`)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * The archive of an export: a file of each service, and a manifest that says what was asked for, when, and the SHA-256 of each
 * file. The receipt of the request.
 */
export function zipExport({ parts, ...request }: Archive): Uint8Array<ArrayBuffer> {
  const files = parts.map(({ service, records }) => ({
    name: `${service}.json`,
    bytes: json(records),
    records: records.length,
  }))
  const manifest = {
    ...request,
    files: files.map(({ name, bytes, records }) => ({ name, records, sha256: sha256(bytes) })),
  }
  const entries = files.map(({ name, bytes }) => [name, bytes] as const)
  return new Uint8Array(
    zipSync(Object.fromEntries([['manifest.json', json(manifest)], ...entries]), { level: 6 }),
  )
}
