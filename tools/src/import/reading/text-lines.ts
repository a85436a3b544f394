import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'
import { decodeBlock, type Encoding, readBlocks } from './encoding.ts'

/** The lines of a file without their ends (CR LF, LF or CR, in any mixture), many at a time. */
export async function* readTextLines(
  path: string,
  encoding: Encoding,
): AsyncGenerator<readonly string[]> {
  let rest = ''
  let first = true
  for await (const block of readText(path, encoding)) {
    const text = rest + (first ? block.replace(/^\uFEFF/, '') : block)
    first = false
    const whole = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, whole).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + text.slice(whole)
    if (lines.length > 0) yield lines
  }
  if (rest !== '') yield rest.replace(/\r$/, '').split('\r')
}

async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  if (!/^utf-?(16|32)/i.test(encoding.name)) {
    for await (const block of readBlocks(path)) yield decodeBlock(block, encoding)
    return
  }
  yield* createReadStream(path).pipe(iconv.decodeStream(encoding.name)) as AsyncIterable<string>
}
