import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { FileProblem } from './file-problem.ts'
import { Field, List, Names, Options, Price, Texts, Weight } from './mapping-fields.ts'

const FileStyle = z
  .strictObject({
    /** Found by the header when it is left out. */
    delimiter: z.string().optional(),
    quote: z.string().default('"'),
    encoding: z.string().optional(),
    /** The columns a file must have; left out, it is every column that the mapping reads. */
    required: z.array(z.string()).optional(),
  })
  .default({ quote: '"' })

/** Which lines are one product: those of one id, those below a line with an id, or those that name a parent. */
const Rows = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('id') }),
    z.strictObject({ by: z.literal('above') }),
    z.strictObject({
      by: z.literal('parent'),
      /** What a line is: `product`, `variants` (a product whose variants follow), `variant` or `skip`. */
      kind: Field,
      parent: Field,
      /** What a line is called by its variants. */
      references: z.array(Field),
    }),
  ])
  .default({ by: 'id' })

const Dimensions = z.strictObject({
  unit: z.enum(['mm', 'cm', 'm', 'in']),
  width: Field.optional(),
  height: Field.optional(),
  depth: Field.optional(),
})

/** Variants in a file of their own, which name their product. */
const Combinations = z.strictObject({
  product: z.array(Field),
  options: Options,
  sku: Field,
  gtin: Field.optional(),
  stock: Field.optional(),
  /** What a variant costs or weighs more than its product. */
  priceImpact: Price.optional(),
  weightImpact: Weight.optional(),
  images: List.optional(),
  required: z.array(z.string()).optional(),
})

const Mapping = z.strictObject({
  file: FileStyle,
  /** The language of what is mapped as `text`. */
  language: z.enum(['fr', 'en']).default('fr'),
  currency: z.strictObject({
    code: z.string().regex(/^[A-Z]{3}$/),
    /** What one unit is in EUR, as a decimal text, on this day, says this source. */
    rate: z.string().regex(/^\d+(\.\d+)?$/),
    date: z.iso.date(),
    source: z.string(),
  }),
  rows: Rows,
  /** Lines of one product are its variants. */
  variants: z
    .strictObject({
      /** A line is a variant when one of these has a value; left out, every line is. */
      when: z.array(Field).optional(),
      options: Options.optional(),
      name: Texts.optional(),
      image: List.optional(),
      /** A variant that this does not call `active` is left out, and noted. */
      published: Field.optional(),
    })
    .optional(),
  combinations: Combinations.optional(),
  productId: Field.optional(),
  externalId: Field,
  sku: Field,
  slug: Field.optional(),
  gtin: Field.optional(),
  title: Texts,
  description: Texts.optional(),
  brand: Field.optional(),
  /** Each may withdraw a product from sale: `archived` and `draft` win over `active`. */
  status: z.union([Field.transform((field) => [field]), z.array(Field)]).optional(),
  visibility: Field.optional(),
  taxClass: Field.optional(),
  /** Why a consumer cannot withdraw from it; `none`: they can. Left out, it stays as the shop has it. */
  withdrawalExclusion: Field.optional(),
  /** VAT by tax class in percent, for net prices. */
  taxRates: z.record(z.string(), z.string().regex(/^\d+(\.\d{1,2})?$/)).default({}),
  /** The first of these that the line has. */
  price: z.union([Price.transform((price) => [price]), z.array(Price).min(1)]),
  previousPrice: Price.optional(),
  /** A price that counts instead of `price` while it stands there; `price` is then the former one. */
  salePrice: Price.optional(),
  /** When one of these has a value, the sale price is left out: it is not for all days. */
  saleDates: z.array(Field).default([]),
  /** What is said in a note and not taken. */
  notTaken: z.array(Field).default([]),
  categories: z.strictObject({
    field: Field,
    /** The language of the names in the file. */
    language: z.enum(['fr', 'en']).optional(),
    /** Lines of one id in several categories are one product in all of them. */
    merge: z.boolean().default(false),
    under: Names.optional(),
    names: z.record(z.string(), Names).default({}),
    /** Between several categories of one cell. */
    separator: z.string().optional(),
    /** Of each value `group:VALUE`, those of this group, without it. */
    group: z.string().optional(),
    /** Between a category and the one in it. */
    path: z.string().optional(),
    /** Where a product goes that names none. */
    otherwise: Names.optional(),
    /** Paths of slugs, which win over names when the shop has them all. */
    slugs: List.optional(),
  }),
  /** The first of these whose columns are there: the unit may be in their names. */
  dimensions: z.union([Dimensions.transform((one) => [one]), z.array(Dimensions)]).optional(),
  attributes: z.record(z.string(), Field).default({}),
  /** Further facts by name: pairs of columns, as options have them. */
  facts: Options.optional(),
  /** A cell with all attributes as JSON. */
  attributesJson: Field.optional(),
  images: z
    .strictObject({ list: List, alt: Field.optional(), position: Field.optional() })
    .optional(),
  stock: Field.optional(),
  lowThreshold: Field.optional(),
  weightGrams: Field.optional(),
  /** One of these, the first whose column is there: the unit may be in the name of the column. */
  weight: z.union([Weight.transform((weight) => [weight]), z.array(Weight)]).optional(),
  defaults: z.strictObject({
    taxClass: z.string(),
    weightGrams: z.int().min(0),
    stock: z.int().min(0).optional(),
    lowThreshold: z.int().min(0).optional(),
    status: z.enum(['draft', 'active']).default('active'),
  }),
})
export type Mapping = z.infer<typeof Mapping>
export type Combinations = z.infer<typeof Combinations>

/** Checks a mapping; what is wrong is a FileProblem that names the place. */
export function parseMapping(written: unknown, name = 'this'): Mapping {
  const result = Mapping.safeParse(written)
  if (result.success) return result.data
  const wrong = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new FileProblem(`${name} is not a mapping:\n${wrong.join('\n')}`)
}

/** Reads a mapping file. */
export function readMapping(file: string): Mapping {
  return parseMapping(parse(readTextFile(file)), file)
}

/** The columns that a mapping reads. */
export function columnsOf(mapping: unknown): string[] {
  const written = JSON.stringify(mapping)
  const columns = [...written.matchAll(/"column":"((?:[^"\\]|\\.)+)"/g)]
  const lists = [...written.matchAll(/"columns":(\[[^\]]*\])/g)]
  const templates = [...written.matchAll(/"template":"([^"]+)"/g)]
  const named = templates.flatMap(([, text = '']) => [...text.matchAll(/\{([^}]+)\}/g)])
  const listed = lists.flatMap(([, text = '[]']) => JSON.parse(text) as string[])
  const single = [...columns, ...named].map(([, name = '']) => JSON.parse(`"${name}"`) as string)
  return [...new Set([...single, ...listed])].filter((name) => !name.includes('{n}'))
}

/** The columns that a file must have to be read by a mapping. */
export function neededColumns({ combinations: _, ...own }: Mapping): string[] {
  return own.file.required ?? columnsOf(own)
}

export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new FileProblem(`${file} cannot be read`)
  }
}
