import type { Mapping } from '../mapping.ts'
import { readField } from '../values/field-value.ts'
import { type Context, createLog, type Draft, type GroupReading, type Log } from './draft.ts'
import { draftOf } from './draft-of.ts'
import { readHead } from './product-head.ts'
import type { Group, GroupLine } from './row-groups.ts'
import { readSingle } from './single-variant.ts'
import { readVariants } from './variants-of.ts'

/** Whether a product may have several variants; else each of its lines is the whole product. */
export const hasVariants = ({ variants, combinations }: Mapping): boolean =>
  variants !== undefined || combinations !== undefined

/** Reads the lines of one product: the product as far as it can be read, and why each other line is refused. */
export function readGroup(group: Group, context: Context): GroupReading {
  const { mapping } = context
  const first = group.lines[0]
  const id = (first && readField(mapping.externalId, first.row)) ?? group.key
  const log = createLog(id)
  const draft = hasVariants(mapping)
    ? readWithVariants(group.lines, context, log)
    : readSingle(group.lines, context, log)
  const { refused, notes } = log
  if (!draft || refused.length === 0) return { ...(draft && { draft }), refused, notes }
  const of = hasVariants(mapping)
    ? refused.length + draft.product.variants.length
    : group.lines.length
  return { draft: { ...draft, refusals: { refused: refused.length, of } }, refused, notes }
}

function readWithVariants(
  lines: readonly GroupLine[],
  context: Context,
  log: Log,
): Draft | undefined {
  const { mapping } = context
  const headLine = headOf(lines, mapping)
  if (!headLine) {
    for (const line of lines) log.refuse(line, 'the line of its product is missing')
    return undefined
  }
  const notes: string[] = []
  const read = readHead({ row: headLine.row, mapping, notes })
  if ('reasons' in read) {
    log.refuse(headLine, read.reasons.join('; '))
    for (const line of lines.filter((one) => one !== headLine)) {
      log.refuse(line, `its product is refused: line ${headLine.line}`)
    }
    return undefined
  }
  log.note(headLine, notes)
  const own = lines.filter((line) => !isRepeat(line, headLine, mapping, log))
  const variants = readVariants(own, { headLine, head: read.head, context, log })
  return variants && draftOf({ headLine, head: read.head, lines: own, variants }, mapping)
}

/** A second product line of the same id, where variants have lines of another kind. */
function isRepeat(line: GroupLine, head: GroupLine, { rows }: Mapping, log: Log): boolean {
  if (rows.by === 'id' || line === head || line.kind === 'variant') return false
  log.refuse(line, `its id stands on line ${head.line} already`)
  return true
}

/** The line that tells of the product: the first that is not a variant, and with a title where any may have it. */
function headOf(lines: readonly GroupLine[], mapping: Mapping): GroupLine | undefined {
  const products = lines.filter(({ kind }) => kind !== 'variant')
  const titles = [mapping.title.text, mapping.title.fr, mapping.title.en]
  const hasTitle = ({ row }: GroupLine) => titles.some((field) => field && readField(field, row))
  return products.find(hasTitle) ?? products[0]
}
