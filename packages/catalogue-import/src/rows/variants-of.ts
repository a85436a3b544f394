import type { Mapping } from '../mapping.ts'
import type { Row } from '../reading/source.ts'
import { readField, readList } from '../values/field-value.ts'
import { readWeight } from '../values/written-number.ts'
import type { Context, Log } from './draft.ts'
import { type Choice, optionsOfVariants, readChoices, readNamedLists } from './option-values.ts'
import type { Head } from './product-head.ts'
import type { GroupLine } from './row-groups.ts'
import { readExact } from './row-reader.ts'
import { readVariantRow, type VariantFields, type VariantSource } from './variant-row.ts'

/** The product that variants are read for. */
type Reading = {
  readonly headLine: GroupLine
  readonly head: Head
  readonly context: Context
  readonly log: Log
}

type Candidate = {
  readonly line: GroupLine
  readonly mapping: Mapping
  readonly choices: readonly Choice[]
  readonly fields: VariantFields
}

export type Variants = NonNullable<ReturnType<typeof readVariants>>

/** The variants of a product; lines that are none are refused. Nothing when none is left. */
export function readVariants(lines: readonly GroupLine[], reading: Reading) {
  const { headLine, context } = reading
  const combinations = context.combinationsOf(headLine.row)
  const read = combinations.length > 0 ? combinations : variantLines(lines, context.mapping)
  const mapping = combinations.length > 0 ? combinationMapping(context.mapping) : context.mapping
  const withheld = read.filter((line) => isWithheld(line, mapping))
  for (const line of withheld) {
    reading.log.note(line, ['a variant that is not published is left out'])
  }
  const offered = read.filter((line) => !withheld.includes(line))
  const candidates = offered.flatMap((line) => candidateOf(line, mapping, reading) ?? [])
  const variants = assemble(closedOnly(candidates, reading), reading)
  const skus = withheld.map((line) => skuOf(line, mapping, reading))
  return variants && { ...variants, withheld: skus }
}

/** The SKU of a line that is read no further. */
function skuOf(line: GroupLine, mapping: Mapping, { headLine, head, context }: Reading): string {
  const spec = mapping.variants?.options
  const read = spec ? readChoices(spec, line.row, headLine.row) : { choices: [] }
  const values = 'choices' in read ? read.choices.map(({ value }) => value ?? '') : []
  return context.skuNames.nameOf(readField(mapping.sku, line.row) ?? madeSku(head, values))
}

const madeSku = ({ externalId }: Head, values: readonly string[]): string =>
  [externalId, ...values].join('-')

/** A product of which nothing can be sold; its line is refused once. */
function refuseHead({ headLine, log }: Reading): void {
  if (log.refused.some(({ line, file }) => line === headLine.line && file === headLine.file)) return
  log.refuse(headLine, 'it has no variant that can be read')
}

function variantLines(lines: readonly GroupLine[], { rows, variants }: Mapping) {
  if (rows.by === 'parent') return lines.filter(({ kind }) => kind !== 'variants')
  const when = variants?.when
  if (!when) return lines
  const found = lines.filter(({ row }) => when.some((field) => readField(field, row) !== undefined))
  return found.length > 0 ? found : lines.slice(0, 1)
}

/** The mapping of a file of combinations, in the terms of lines that are variants. */
function combinationMapping(mapping: Mapping): Mapping {
  const { combinations } = mapping
  if (!combinations) return mapping
  const { options, sku, gtin, stock, images } = combinations
  return { ...mapping, sku, gtin, stock, variants: { options, image: images } }
}

function candidateOf(line: GroupLine, mapping: Mapping, reading: Reading): Candidate | undefined {
  const { headLine, log } = reading
  const spec = mapping.variants?.options
  const notes: string[] = []
  const read = readVariantRow({ ...sourceOf(line, mapping, reading), notes })
  const isSimple = mapping.rows.by === 'parent' && line.kind === 'product'
  const chosen =
    spec && !isSimple ? readChoices(spec, line.row, headLine.row) : { choices: [] as Choice[] }
  const reasons = [
    ...('problem' in chosen ? [chosen.problem] : []),
    ...('reasons' in read ? read.reasons : []),
  ]
  if ('problem' in chosen || 'reasons' in read) {
    log.refuse(line, reasons.join('; '))
    return undefined
  }
  log.note(line, notes)
  return { line, mapping, choices: chosen.choices, fields: read.fields }
}

function isWithheld({ row, kind }: GroupLine, { variants, rows }: Mapping): boolean {
  const said = variants?.published && readField(variants.published, row)
  return said !== undefined && said !== 'active' && (rows.by !== 'parent' || kind === 'variant')
}

function sourceOf({ row }: GroupLine, mapping: Mapping, reading: Reading) {
  const { headLine, head, context } = reading
  const { taxClass } = head
  const base = { row, head: headLine.row, headLine: headLine.line, taxClass, mapping }
  return mapping === context.mapping ? base : { ...base, impact: impactOf(row, mapping) }
}

/** What a combination adds to its product's price and weight. */
function impactOf(row: Row, mapping: Mapping): NonNullable<VariantSource['impact']> {
  const { priceImpact, weightImpact } = mapping.combinations ?? {}
  const price = priceImpact && readExact(priceImpact, row, mapping)
  const text = weightImpact && readField(weightImpact.field, row)
  const weight =
    weightImpact && text !== undefined && !/^-?[0.,]+$/.test(text)
      ? readWeight(text.replace(/^-/, ''), weightImpact.unit, weightImpact.number)
      : undefined
  const grams = weight && 'grams' in weight ? weight.grams * (text?.startsWith('-') ? -1 : 1) : 0
  return { grams, ...(price && 'amount' in price && { price: price.amount }) }
}

/** Options that every variant leaves open are none; a variant that leaves another one open is refused. */
function closedOnly(candidates: readonly Candidate[], { headLine, log }: Reading): Candidate[] {
  const named = new Set(candidates.flatMap(({ choices }) => choices.map(({ name }) => name)))
  const chosenIn = ({ choices }: Candidate, name: string) =>
    choices.find((choice) => choice.name === name)?.value
  const open = [...named].filter((name) =>
    candidates.every((one) => chosenIn(one, name) === undefined),
  )
  if (open.length > 0)
    log.note(headLine, [`no variant says its "${open.join('", "')}": it is no option`])
  const closed = [...named].filter((name) => !open.includes(name))
  return candidates.flatMap((candidate) => {
    const missing = closed.filter((name) => chosenIn(candidate, name) === undefined)
    const choices = closed.map((name) => ({ name, value: chosenIn(candidate, name) }))
    if (missing.length === 0) return [{ ...candidate, choices }]
    log.refuse(candidate.line, `it leaves the option "${missing.join('", "')}" open`)
    return []
  })
}

function assemble(candidates: readonly Candidate[], reading: Reading) {
  const { context, headLine } = reading
  const spec = context.mapping.variants?.options
  const listed = spec ? readNamedLists(spec, headLine.row) : []
  const all = candidates.map(({ choices }) => choices)
  const { options, chosen } = optionsOfVariants(all, listed)
  const seen = new Map<string, number>()
  const kept = candidates.flatMap((candidate, at) => {
    const own = chosen[at] ?? {}
    const sku = distinctSku(candidate, own, seen, reading)
    return sku === undefined ? [] : [{ ...candidate, sku, own }]
  })
  if (kept.length === 0) {
    refuseHead(reading)
    return undefined
  }
  return {
    options,
    variants: kept.map(({ sku, own: options, fields: { stock: _, ...fields } }) => ({
      ...{ sku, options },
      ...fields,
    })),
    levels: kept.flatMap(({ sku, fields: { stock } }) => (stock ? [{ sku, ...stock }] : [])),
    pictureOf: new Map(
      kept.flatMap((one) => pictureOfLine(one).map((ref): [string, string] => [one.sku, ref])),
    ),
  }
}

const pictureOfLine = ({ line, mapping }: Candidate): string[] =>
  mapping.variants?.image ? readList(mapping.variants.image, line.row).slice(0, 1) : []

/** The SKU of a variant, or nothing when its line is refused: another has it, or is the same choice. */
function distinctSku(
  { line, mapping, fields }: Candidate,
  own: Readonly<Record<string, string>>,
  seen: Map<string, number>,
  { context, head, log }: Reading,
): string | undefined {
  const isOptioned = Object.keys(own).length > 0
  const choice = JSON.stringify(isOptioned ? own : [fields.name?.fr, fields.name?.en]).toLowerCase()
  const twin = seen.get(choice)
  if (twin !== undefined) {
    const values = Object.values(own).join(', ')
    log.refuse(line, `it is the same choice as line ${twin}${values && `: ${values}`}`)
    return undefined
  }
  const written = readField(mapping.sku, line.row)
  const wanted = written ?? madeSku(head, Object.values(own))
  const sku = context.skuNames.nameOf(wanted)
  const owner = context.claimSku(sku, line.line)
  if (owner !== undefined) {
    log.refuse(line, `its SKU ${sku} stands on line ${owner} already`)
    return undefined
  }
  seen.set(choice, line.line)
  if (written === undefined)
    log.note(line, [`it has no SKU: "${sku}" is made of its id and options`])
  else if (sku !== written) log.note(line, [`SKU "${written}" written as "${sku}"`])
  return sku
}
