import { readField } from '../values/field-value.ts'
import type { Context, Draft, Log } from './draft.ts'
import { draftOf } from './draft-of.ts'
import { readHead } from './product-head.ts'
import type { GroupLine } from './row-groups.ts'
import { readVariantRow } from './variant-row.ts'

/** Products of one variant: the first line that can be read is the product, further ones add categories. */
export function readSingle(
  lines: readonly GroupLine[],
  context: Context,
  log: Log,
): Draft | undefined {
  let draft: Draft | undefined
  for (const line of lines) {
    const notes: string[] = []
    const read = readLine(line, context, notes)
    if ('reasons' in read) {
      log.refuse(line, read.reasons.join('; '))
    } else if (draft) {
      draft = withRepeat(draft, read.draft, line, context, log)
    } else if (claim(read.draft, line, context, log)) {
      draft = read.draft
      log.note(line, notes)
    }
  }
  return draft
}

const skuOf = ({ product }: Draft): string => product.variants[0]?.sku ?? ''

function claim(draft: Draft, line: GroupLine, { claimSku }: Context, log: Log): boolean {
  const owner = claimSku(skuOf(draft), line.line)
  if (owner === undefined) return true
  log.refuse(line, `its SKU ${skuOf(draft)} stands on line ${owner} already`)
  return false
}

function readLine(
  line: GroupLine,
  { mapping, skuNames }: Context,
  notes: string[],
): { draft: Draft } | { reasons: string[] } {
  const { row } = line
  const read = readHead({ row, mapping, notes })
  const taxClass = 'head' in read ? read.head.taxClass : mapping.defaults.taxClass
  const source = { row, head: row, headLine: line.line, taxClass, mapping, notes }
  const variant = readVariantRow(source)
  const reasons = [
    ...('reasons' in read ? read.reasons : []),
    ...('reasons' in variant ? variant.reasons : []),
  ]
  if ('reasons' in read || 'reasons' in variant) return { reasons }
  const written = readField(mapping.sku, row)
  const sku = skuNames.nameOf(written ?? read.head.externalId)
  if (written === undefined) notes.push(`it has no SKU: "${sku}" is made of its id`)
  else if (sku !== written) notes.push(`SKU "${written}" written as "${sku}"`)
  const { stock, ...fields } = variant.fields
  const variants = {
    options: [],
    variants: [{ sku, options: {}, ...fields }],
    levels: stock ? [{ sku, ...stock }] : [],
    pictureOf: new Map(),
    withheld: [],
  }
  return { draft: draftOf({ headLine: line, head: read.head, lines: [line], variants }, mapping) }
}

/** A line whose id stands on an earlier one: refused, or in one category more. */
function withRepeat(
  draft: Draft,
  again: Draft,
  line: GroupLine,
  { mapping }: Context,
  log: Log,
): Draft {
  if (!mapping.categories.merge) {
    log.refuse(line, `its id stands on line ${draft.line} already`)
    return draft
  }
  const [sku, own] = [skuOf(draft), skuOf(again)]
  if (own !== sku) {
    const hint = 'say `variants` in the mapping when lines of one id are its variants'
    log.refuse(line, `its SKU ${own} is another than ${sku} on line ${draft.line}: ${hint}`)
    return draft
  }
  if (contentOf(again) !== contentOf(draft)) {
    log.note(line, [`it differs from line ${draft.line} of the same id, which counts`])
  }
  const known = new Set(draft.categories.map((path) => JSON.stringify(path)))
  const further = again.categories.filter((path) => !known.has(JSON.stringify(path)))
  return { ...draft, categories: [...draft.categories, ...further] }
}

const contentOf = ({ product, levels }: Draft): string => JSON.stringify([product, levels])
