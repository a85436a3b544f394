import { type Zippable, zipSync } from 'fflate'
import { bytesIn, directoryBytesIn, documentsIn } from './invoice-export.ts'
import type { ExportPart } from './invoice-export-store.ts'

export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array }
/** The bytes of some entries of a ZIP, and what its directory says of them. */
export type ZipPiece = { readonly data: Buffer; readonly directory: Buffer }

type PieceOptions = {
  /** Where the piece lies in the ZIP, in bytes. */
  readonly offset: number
  readonly modified: string
  /** A PDF is compressed already. */
  readonly isCompressed: boolean
}

// The sizes and places of APPNOTE.TXT 4.3.12 (a file of the directory) and 4.3.16 (its end).
const header = { length: 46, name: 28, extra: 30, comment: 32, offset: 42 }
const end = { length: 22, signature: 0x06054b50, files: 8, allFiles: 10, size: 12, offset: 16 }

/**
 * A piece of a ZIP that begins somewhere in it. The library writes a whole ZIP over the entries of the piece; its directory is
 * taken off and its offsets moved, so that pieces made at different times, by different processes, are one ZIP.
 */
export function zipPieceOf(entries: readonly ZipEntry[], options: PieceOptions): ZipPiece {
  const level = options.isCompressed ? 0 : 6
  const files: Zippable = Object.fromEntries(
    entries.map(({ name, bytes }) => [name, [bytes, { level, mtime: options.modified }]]),
  )
  const zip = Buffer.from(zipSync(files))
  const directoryAt = zip.readUInt32LE(zip.length - end.length + end.offset)
  const directory = zip.subarray(directoryAt, zip.length - end.length)
  moveOffsets(directory, options.offset)
  return { data: zip.subarray(0, directoryAt), directory }
}

function moveOffsets(directory: Buffer, by: number): void {
  for (let at = 0; at < directory.length; ) {
    directory.writeUInt32LE(directory.readUInt32LE(at + header.offset) + by, at + header.offset)
    const variable = [header.name, header.extra, header.comment]
    at += variable.reduce((sum, field) => sum + directory.readUInt16LE(at + field), header.length)
  }
}

/** What ends a ZIP, behind its directory. */
export function zipEndOf(parts: readonly ExportPart[]): Buffer {
  const bytes = Buffer.alloc(end.length)
  bytes.writeUInt32LE(end.signature, 0)
  bytes.writeUInt16LE(documentsIn(parts), end.files)
  bytes.writeUInt16LE(documentsIn(parts), end.allFiles)
  bytes.writeUInt32LE(directoryBytesIn(parts), end.size)
  bytes.writeUInt32LE(bytesIn(parts), end.offset)
  return bytes
}

/** The size of the whole ZIP in bytes. */
export const zipSizeOf = (parts: readonly ExportPart[]): number =>
  bytesIn(parts) + directoryBytesIn(parts) + end.length
