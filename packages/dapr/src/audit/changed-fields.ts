/** How much of a document the audit log shows: all but secrets, or nothing that says something of a person. */
export type Shown = 'plain' | 'personal'

type Leaf = string | number | boolean | null
export type ChangedField = {
  readonly path: string
  readonly before?: Leaf
  readonly after?: Leaf
}

const hidden = '[hidden]'
const mostFields = 60
const longestText = 200

/** Never shown, of nothing. */
const secret = /token|secret|password|hash|signature|privateKey/i
/** What is said of a person, by the name of its field. */
const personal =
  /name|email|phone|recipient|company|address|line\d|latin|city|postal|place|birth|siret|register|reference|holder|iban|bic|vatId|ip$|userAgent|note|text|message|comment|label|title|subject|detail|reason|url|answers|card|last4/i
/** Ids, words of a list, dates: what cannot be a sentence. */
const wordLike = /^[\w:.+/-]{1,64}$/
/** What a document keeps of its own changes says again what a record says. */
const ownHistory = /^history\./

/**
 * Which fields of a document a change made others, as far as the audit log may show them: at most sixty, and how many more.
 * @example changedFields({ stock: 1 }, { stock: 2 }, 'plain') // { fields: [{ path: 'stock', before: 1, after: 2 }] }
 */
export function changedFields(
  before: unknown,
  after: unknown,
  shown: Shown,
): { fields: ChangedField[]; more?: number } {
  const [old, fresh] = [leavesOf(before), leavesOf(after)]
  const paths = [...new Set([...old.keys(), ...fresh.keys()])]
  const changed = paths.filter((path) => old.get(path) !== fresh.get(path))
  // what holds nothing but its history is recorded all the same
  const told = changed.filter((path) => !ownHistory.test(path))
  const kept = told.length > 0 ? told : changed
  const fields = kept.slice(0, mostFields).map((path) => ({
    path: path.slice(0, longestText).toWellFormed(),
    ...(old.has(path) && { before: shownAs(path, old.get(path), shown) }),
    ...(fresh.has(path) && { after: shownAs(path, fresh.get(path), shown) }),
  }))
  const more = kept.length - fields.length
  return { fields, ...(more > 0 && { more }) }
}

function shownAs(path: string, value: Leaf | undefined, shown: Shown): Leaf {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null
  if (secret.test(path)) return hidden
  if (shown === 'personal' && saysOfPerson(path, value)) return hidden
  return typeof value === 'string' ? value.slice(0, longestText).toWellFormed() : exact(value)
}

const saysOfPerson = (path: string, value: string | number): boolean =>
  personal.test(path) || (typeof value === 'string' && !wordLike.test(value))

/** An entry must read as it was hashed: stores round fractions and large numbers, and know no half characters. */
const exact = (value: number): number | string =>
  Number.isInteger(value) && Math.abs(value) < 1e14 ? value : String(value)

/** The plain values of a document by their path: `lines.0.quantity`. */
function leavesOf(document: unknown): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  collect(leaves, document, '')
  return leaves
}

function collect(leaves: Map<string, Leaf>, value: unknown, path: string): void {
  if (value === undefined) return
  if (typeof value !== 'object' || value === null) {
    leaves.set(path, value as Leaf)
    return
  }
  for (const [key, inner] of Object.entries(value))
    collect(leaves, inner, path === '' ? key : `${path}.${key}`)
}
