import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import { FileProblem } from '../file-problem.ts'
import { guessWestern } from './guess-western-encoding.ts'

/** How the bytes of a file become text. */
export type Encoding = {
  /** A name that iconv knows; `utf-8` may be mixed with `fallback`. */
  readonly name: string
  /** What lines that are not UTF-8 are read as. */
  readonly fallback?: string
  /** What was assumed, when it was. */
  readonly said?: string
}

const sampleBytes = 256 * 1024
/** From here on chardet's answer counts against bytes that make sense in a western encoding too. */
const sureOfOther = 90
const otherScripts =
  /^(Shift_JIS|EUC-JP|EUC-KR|GB18030|Big5|windows-1251|KOI8-R|ISO-8859-[578]|windows-125[356])$/

/** Tells the encoding of a file by its byte-order mark or its bytes; `asked` settles it. */
export async function detectEncoding(path: string, asked?: string): Promise<Encoding> {
  if (asked !== undefined) {
    if (iconv.encodingExists(asked)) return { name: asked }
    throw new FileProblem(`--encoding: there is no encoding "${asked}"`)
  }
  const wide = wideEncoding(await firstBytes(path, 4096))
  if (wide) return wide
  const { lines, sample } = await surveyBytes(path)
  if (lines === 0) return { name: 'utf-8' }
  const fallback = legacyEncoding(sample)
  const said = `${lines} lines are not UTF-8: read as ${fallback} (--encoding NAME says otherwise)`
  return { name: 'utf-8', fallback, said }
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  try {
    return Buffer.concat(await createReadStream(path, { end: count - 1 }).toArray())
  } catch {
    throw new FileProblem(`${path} cannot be read`)
  }
}

/** UTF-16 and UTF-32 by their mark, or UTF-16 by the zeros in every second byte. */
function wideEncoding(head: Buffer): Encoding | undefined {
  const marks = {
    'utf-32le': 'fffe0000',
    'utf-32be': '0000feff',
    'utf-16le': 'fffe',
    'utf-16be': 'feff',
  }
  const hex = head.subarray(0, 4).toString('hex')
  for (const [name, mark] of Object.entries(marks)) if (hex.startsWith(mark)) return { name }
  const zerosAt = (rest: number) => head.filter((byte, at) => byte === 0 && at % 2 === rest).length
  const [even, odd] = [zerosAt(0), zerosAt(1)]
  if (Math.max(even, odd) < head.length / 8 || Math.min(even, odd) > head.length / 64)
    return undefined
  const name = even > odd ? 'utf-16be' : 'utf-16le'
  const said = `it has no byte-order mark: read as ${name} (--encoding NAME says otherwise)`
  return { name, said }
}

/** How many lines are not UTF-8, and the first of them. */
async function surveyBytes(path: string): Promise<{ lines: number; sample: Buffer }> {
  const kept: Buffer[] = []
  let size = 0
  let lines = 0
  for await (const block of readBlocks(path)) {
    for (const line of legacyLines(block)) {
      lines++
      if (size < sampleBytes) kept.push(line)
      size += line.length
    }
  }
  return { lines, sample: Buffer.concat(kept).subarray(0, sampleBytes) }
}

const legacyLines = (block: Buffer): Buffer[] =>
  isUtf8(block) ? [] : [...splitBytes(block)].filter((line) => !isUtf8(line))

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

/** Blocks of whole lines, so that no character is cut. */
async function* readBlocks(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1 << 18 })
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1
    // A CR at the very end may be the first half of a line end.
    const cut = end === bytes.length && bytes[end - 1] === 0x0d ? bytes.lastIndexOf(0x0a) + 1 : end
    rest = bytes.subarray(cut)
    if (cut > 0) yield bytes.subarray(0, cut)
  }
  if (rest.length > 0) yield rest
}

function* splitBytes(block: Buffer): Generator<Buffer> {
  let from = 0
  for (let at = 0; at < block.length; at++) {
    if (block[at] !== 0x0a && block[at] !== 0x0d) continue
    yield block.subarray(from, at + 1)
    from = at + 1
  }
  if (from < block.length) yield block.subarray(from)
}

/** The most likely encoding of bytes that are not UTF-8: a western one, unless another script explains them better. */
function legacyEncoding(sample: Buffer): string {
  const rest = sample.toString('latin1').replace(sequences, (found) => (found[1] ? '' : found))
  const western = guessWestern(Buffer.from(rest, 'latin1'))
  const other = analyse(sample).find(({ name }) => otherScripts.test(name))
  const enough = western.likely ? sureOfOther : 10
  return other && other.confidence >= enough ? other.name : western.name
}

/** Latin letters and punctuation in UTF-8; what looks like other scripts is chance. */
const sequences = /[\xC2-\xC5][\x80-\xBF]|\xE2[\x80-\x84][\x80-\xBF]|[\x80-\xFF]/g
const multiByte = /^(Shift_JIS|EUC-JP|EUC-KR|GB18030|Big5)$/

/** Bytes of whole lines as text: each line as UTF-8 when it is, else as the fallback, even within one line. */
function decodeBlock(block: Buffer, { name, fallback }: Encoding): string {
  if (name !== 'utf-8') return decode(block, name)
  if (isUtf8(block)) return block.toString('utf8')
  const legacy = fallback ?? 'windows-1252'
  return [...splitBytes(block)].map((line) => decodeLine(line, legacy)).join('')
}

function decodeLine(line: Buffer, legacy: string): string {
  if (isUtf8(line)) return line.toString('utf8')
  if (multiByte.test(legacy)) return decode(line, legacy)
  return line.toString('latin1').replace(sequences, (found) => {
    const bytes = Buffer.from(found, 'latin1')
    return found.length > 1 && isUtf8(bytes) ? bytes.toString('utf8') : decode(bytes, legacy)
  })
}

/** iconv's MacRoman is older than the euro, which took the place of the currency sign. */
function decode(bytes: Buffer, name: string): string {
  const text = iconv.decode(bytes, name)
  return name === 'macintosh' ? text.replaceAll('¤', '€') : text
}
