import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import type { ExportPart } from './invoice-export-store.ts'
import { zipEndOf } from './zip.ts'

/**
 * The ZIP of an export, piece by piece as the reader takes it: one piece is in memory at a time. Throws when a piece cannot be
 * read, so that the download breaks off instead of ending early.
 */
export function exportFileOf(
  blobs: Blobs,
  parts: readonly ExportPart[],
): ReadableStream<Uint8Array> {
  const pieces = piecesOf(blobs, parts)
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(new Uint8Array(value))
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

async function* piecesOf(blobs: Blobs, parts: readonly ExportPart[]): AsyncGenerator<Buffer, void> {
  for (const { data } of parts) yield await pieceOf(blobs, data)
  for (const { directory } of parts) yield await pieceOf(blobs, directory)
  yield zipEndOf(parts)
}

async function pieceOf(blobs: Blobs, file: ExportPart['data']): Promise<Buffer> {
  const bytes = file && (await blobs.get(file.sha256))
  if (!bytes) throw new Error('a piece of the export is gone')
  return bytes
}
