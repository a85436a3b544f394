import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { ExportPart } from './invoice-export-store.ts'
import { zipEndOf, zipPieceOf, zipSizeOf } from './zip.ts'

const file = (bytes: Buffer) => ({ sha256: '', size: bytes.length })
const pieces = fc.array(
  fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 8 }),
  {
    maxLength: 6,
  },
)

it('pieces made one by one are one ZIP with every file in it, compressed or not', () => {
  fc.assert(
    fc.property(pieces, fc.boolean(), (contents, isCompressed) => {
      const parts: ExportPart[] = []
      const written: { data: Buffer; directory: Buffer }[] = []
      let offset = 0
      for (const [n, files] of contents.entries()) {
        const entries = files.map((bytes, m) => ({ name: `exp_é/${n}-${m}.pdf`, bytes }))
        const modified = '2026-11-21T10:00:00.000Z'
        const piece = zipPieceOf(entries, { offset, modified, isCompressed })
        offset += piece.data.length
        written.push(piece)
        const { data, directory } = piece
        parts.push({
          ...{ data: file(data), directory: file(directory) },
          ...{ entries: files.length, leftOut: [] },
        })
      }
      const bodies = [...written.map(({ data }) => data), ...written.map((one) => one.directory)]
      const zip = Buffer.concat([...bodies, zipEndOf(parts)])
      expect(zip.length).toBe(zipSizeOf(parts))
      const read = unzipSync(zip)
      const expected = contents.flatMap((files, n) =>
        files.map((bytes, m) => [`exp_é/${n}-${m}.pdf`, bytes] as const),
      )
      expect(Object.keys(read).length).toBe(expected.length)
      for (const [name, bytes] of expected)
        expect(Buffer.from(read[name] ?? [])).toEqual(Buffer.from(bytes))
    }),
    { numRuns: 50 },
  )
})
