import { inflateSync } from 'node:zlib'

/** What every PDF of a test is made with. */
export const sampleOptions = {
  title: 'Facture',
  author: 'Comptoir',
  language: 'fr',
  size: 'A4',
  createdAt: new Date('2026-11-21T10:00:00Z'),
} as const

const windows1252 = new TextDecoder('windows-1252')

/**
 * The texts that a PDF of ours shows, one line for each piece, in drawing order; only its standard fonts are read.
 * @example expect(textOf(bytes)).toContain('Total TTC')
 */
export function textOf(pdf: Buffer): string {
  return streamsOf(pdf)
    .flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\] TJ/g)].map(([, array = '']) => array))
    .map((array) => [...array.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex).join(''))
    .map((hex) => windows1252.decode(Buffer.from(hex, 'hex')).replaceAll('\u00a0', ' '))
    .join('\n')
}

/** The XML files that are attached to a PDF. */
export function attachedXmlOf(pdf: Buffer): string[] {
  return streamsOf(pdf)
    .filter((stream) => stream.startsWith('<?xml '))
    .map((stream) => Buffer.from(stream, 'latin1').toString())
}

/** The operators that draw a PDF of ours. */
export function operatorsOf(pdf: Buffer): string {
  return streamsOf(pdf)
    .filter((stream) => /\bBT\b/.test(stream))
    .join('\n')
}

/** How many pages a PDF has. */
export function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b(?!s)/g)].length
}

function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = []
  for (const { index } of pdf.toString('latin1').matchAll(/(?<!end)stream\r?\n/g)) {
    const start = pdf.indexOf('\n', index) + 1
    const end = pdf.indexOf('endstream', start)
    streams.push(inflated(pdf.subarray(start, end)).toString('latin1'))
  }
  return streams
}

function inflated(stream: Buffer): Buffer {
  try {
    return inflateSync(stream)
  } catch {
    return stream
  }
}
