import { z } from 'zod'

const Regex = z.string().transform((text, context) => {
  try {
    return new RegExp(text, 'gu')
  } catch {
    context.addIssue({ code: 'custom', message: 'not a regular expression' })
    return z.NEVER
  }
})

/** How a value is read from a line: a column or a template of columns, then what is done with it, in this order. */
const FieldSpec = z.strictObject({
  column: z.string().optional(),
  /** The first of these that is not empty. */
  columns: z.array(z.string()).optional(),
  template: z.string().optional(),
  value: z.string().optional(),
  /** Taken to the letter: spaces stay, and nothing is judged that the shop takes. */
  verbatim: z.boolean().default(false),
  /** A text that stands for a line break. */
  lineBreak: z.string().optional(),
  /** HTML becomes text: paragraphs and list items keep their lines, entities become letters. */
  html: z.boolean().default(false),
  /** Texts that mean "nothing". */
  empty: z.array(z.string()).default([]),
  /** Only when it matches, or does not. */
  when: Regex.optional(),
  unless: Regex.optional(),
  /** The part to keep: the first group, or the whole match. */
  extract: Regex.optional(),
  /** What to take out, every time it stands there. */
  strip: Regex.optional(),
  /** Leave out the words that these columns have already. */
  without: z.array(z.string()).default([]),
  /** Zeros put before, up to this length. */
  pad: z.int().min(1).max(64).optional(),
  prefix: z.string().default(''),
  /** Other words for some values, whatever their case. What is not among them cannot be read. */
  values: z.record(z.string(), z.string()).optional(),
})
export const Field = z.union([
  z.string().transform((column) => FieldSpec.parse({ column })),
  FieldSpec,
])
export type Field = z.infer<typeof FieldSpec>

/** `auto` reads what can be read in one way only: `1,234` cannot. */
const NumberStyle = z.strictObject({
  decimal: z.enum([',', '.', 'auto']),
  group: z.string().optional(),
})
export type NumberStyle = z.infer<typeof NumberStyle>

const amountFields = { field: Field, number: NumberStyle }
export const Amount = z.strictObject(amountFields)
export type Amount = z.infer<typeof Amount>
/** `net`: without VAT, which the rates of the tax classes add. */
export const Price = z.strictObject({ ...amountFields, net: z.boolean().default(false) })

/** A text by language; `text` is in the language of the file. */
export const Texts = z.strictObject({
  text: Field.optional(),
  fr: Field.optional(),
  en: Field.optional(),
})
export type Texts = z.infer<typeof Texts>
export const Names = z.strictObject({ fr: z.string().optional(), en: z.string().optional() })

/** Several values of one cell; a backslash before the separator makes it a letter. */
export const List = z.strictObject({
  field: Field,
  separator: z.string().min(1).default(','),
  /** Of each value `group:VALUE`, those of this group, without it. */
  group: z.string().optional(),
  /** Of each value, what stands before this. */
  until: z.string().optional(),
})
export type List = z.infer<typeof List>

/**
 * Options of a product and their values. By columns: `{n}` counts from 1 as far as there are columns, and a product's
 * line may list the values in order. By lists: all names in one cell, all values of a variant in another.
 */
export const Options = z.union([
  z.strictObject({
    name: z.string(),
    value: z.string(),
    /** On the product's line: its values in order. */
    values: z.strictObject({ column: z.string(), separator: z.string() }).optional(),
    /** A name and value that mean "no options". */
    none: z.strictObject({ name: z.string(), value: z.string() }).optional(),
  }),
  z.strictObject({ names: List, values: List }),
])
export type Options = z.infer<typeof Options>

export const Weight = z.strictObject({
  field: Field,
  unit: z.enum(['g', 'kg', 'lb', 'oz']).default('g'),
  number: NumberStyle.default({ decimal: 'auto' }),
})
export type Weight = z.infer<typeof Weight>
