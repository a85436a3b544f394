import { byteOrderMark, csvLine } from '@comptoir/catalogue-import/reading/csv-records'
import type { Remark } from '@comptoir/catalogue-import/remarks'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { refuse } from '@comptoir/service/problems/refusal'

/** Keeps remarks as a file; `importId` makes it the import's own, so that it goes with it. */
export async function keepRemarks(
  blobs: Blobs,
  importId: string,
  remarks: readonly Remark[],
): Promise<string> {
  return (await blobs.put(Buffer.from(JSON.stringify([importId, ...remarks])))).sha256
}

/** None of an import of which nothing was said yet. Refuses with `dependency_unavailable` when their file is not there. */
export async function readRemarks(blobs: Blobs, sha256: string | undefined): Promise<Remark[]> {
  if (sha256 === undefined) return []
  const bytes = await blobs.get(sha256)
  if (!bytes) throw refuse('dependency_unavailable', 'what was said of its lines cannot be read')
  return (JSON.parse(bytes.toString()) as Remark[]).slice(1)
}

/** Remarks by line, for a spreadsheet. */
export function remarksCsv(remarks: readonly Remark[]): string {
  const rows = remarks
    .toSorted((one, other) => one.line - other.line)
    .map(({ kind, line, id, reason, raw = '' }) => [kind, String(line), id, reason, raw])
  const lines = [['kind', 'line', 'id', 'reason', 'text'], ...rows]
  return byteOrderMark + lines.map((cells) => `${csvLine(cells)}\r\n`).join('')
}
