import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { Trouble } from '../runner/trouble.ts'

const Regex = z.string().transform((text, context) => {
  try {
    return new RegExp(text, 'u')
  } catch {
    context.addIssue({ code: 'custom', message: 'not a regular expression' })
    return z.NEVER
  }
})

/** How a value is read from a line: a column or a template of columns, then what is done with it, in this order. */
const FieldSpec = z.strictObject({
  column: z.string().optional(),
  template: z.string().optional(),
  value: z.string().optional(),
  /** Texts that mean "nothing". */
  empty: z.array(z.string()).default([]),
  /** Only when it matches, or does not. */
  when: Regex.optional(),
  unless: Regex.optional(),
  /** The part to keep: the first group, or the whole match. */
  extract: Regex.optional(),
  /** What to take out. */
  strip: Regex.optional(),
  /** Leave out the words that these columns have already. */
  without: z.array(z.string()).default([]),
  /** Zeros put before, up to this length. */
  pad: z.int().min(1).max(64).optional(),
  prefix: z.string().default(''),
  /** Other words for some values. */
  values: z.record(z.string(), z.string()).optional(),
})
const Field = z.union([z.string().transform((column) => FieldSpec.parse({ column })), FieldSpec])
export type Field = z.infer<typeof FieldSpec>

const NumberStyle = z.strictObject({ decimal: z.enum([',', '.']), group: z.string().optional() })
const Amount = z.strictObject({ field: Field, number: NumberStyle })
export type Amount = z.infer<typeof Amount>

const Texts = z.strictObject({ fr: Field.optional(), en: Field.optional() })
const Names = z.strictObject({ fr: z.string().optional(), en: z.string().optional() })

const Mapping = z.strictObject({
  file: z
    .strictObject({ delimiter: z.string().default(','), quote: z.string().default('"') })
    .default({ delimiter: ',', quote: '"' }),
  currency: z.strictObject({
    code: z.string().regex(/^[A-Z]{3}$/),
    /** What one unit is in EUR, as a decimal text, on this day, says this source. */
    rate: z.string().regex(/^\d+(\.\d+)?$/),
    date: z.iso.date(),
    source: z.string(),
  }),
  externalId: Field,
  sku: Field,
  title: Texts,
  description: Texts.optional(),
  brand: Field.optional(),
  price: Amount,
  previousPrice: Amount.optional(),
  categories: z.strictObject({
    field: Field,
    /** The language of the names in the file. */
    language: z.enum(['fr', 'en']),
    /** Lines of one id in several categories are one product in all of them. */
    merge: z.boolean().default(false),
    under: Names.optional(),
    names: z.record(z.string(), Names).default({}),
  }),
  dimensions: z
    .strictObject({
      unit: z.enum(['mm', 'cm', 'm']),
      width: Field.optional(),
      height: Field.optional(),
      depth: Field.optional(),
    })
    .optional(),
  attributes: z.record(z.string(), Field).default({}),
  stock: Field.optional(),
  weightGrams: Field.optional(),
  defaults: z.strictObject({
    taxClass: z.string(),
    weightGrams: z.int().min(0),
    stock: z.int().min(0),
    lowThreshold: z.int().min(0).optional(),
    status: z.enum(['draft', 'active']).default('active'),
  }),
})
export type Mapping = z.infer<typeof Mapping>

/** Checks a mapping; what is wrong is a Trouble that names the place. */
export function parseMapping(written: unknown, name = 'this'): Mapping {
  const result = Mapping.safeParse(written)
  if (result.success) return result.data
  const wrong = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Trouble(`${name} is not a mapping:\n${wrong.join('\n')}`)
}

/** Reads a mapping file. */
export function readMapping(file: string): Mapping {
  return parseMapping(parse(readTextFile(file)), file)
}

/** The columns that a mapping reads and a file should have. */
export function columnsOf(mapping: Mapping): string[] {
  const written = JSON.stringify(mapping)
  const columns = [...written.matchAll(/"column":"([^"]+)"/g)]
  const templates = [...written.matchAll(/"template":"([^"]+)"/g)]
  const named = templates.flatMap(([, text = '']) => [...text.matchAll(/\{([^}]+)\}/g)])
  return [...new Set([...columns, ...named].map(([, name = '']) => name))]
}

export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Trouble(`${file} cannot be read`)
  }
}
