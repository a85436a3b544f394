/** Text is escaped; nothing stands for an element that is left out. */
export type XmlContent = Xml | string | undefined | readonly Xml[]
type Attributes = Readonly<Record<string, string>>
export type Xml = {
  readonly name: string
  readonly attributes: Attributes
  readonly content: readonly XmlContent[]
}

/**
 * An element of an XML document.
 * @example element('ram:ID', 'FA-2026-000001')
 */
export const element = (name: string, ...content: readonly XmlContent[]): Xml => ({
  ...{ name, content, attributes: {} },
})

/** An element with attributes. */
export const elementWith = (
  name: string,
  attributes: Attributes,
  ...content: readonly XmlContent[]
): Xml => ({ name, attributes, content })

/** An element of a text, left out where there is none: the standards allow no empty one. */
export const optional = (name: string, text: string | undefined): Xml | undefined =>
  text === undefined || text.trim() === '' ? undefined : element(name, text)

/** Writes a document, one element a line where it has others in it; the same bytes for the same elements. */
export function writeXml(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`
}

function write({ name, attributes, content }: Xml, indent: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`)
  const open = `${indent}<${name}${written.join('')}>`
  const children = content.flatMap((child): (Xml | string)[] => {
    if (child === undefined) return []
    return Array.isArray(child) ? [...child] : [child as Xml | string]
  })
  const texts = children.filter((child) => typeof child === 'string')
  if (texts.length > 0) return `${open}${texts.map(escapeText).join('')}</${name}>\n`
  const inner = children.map((child) =>
    typeof child === 'string' ? '' : write(child, `${indent}  `),
  )
  return `${open}\n${inner.join('')}${indent}</${name}>\n`
}

/** What XML 1.0 has no way to write. */
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

const escapeText = (text: string): string =>
  text
    .replace(unwritable, '')
    .replace(/[\t\n\r]/g, ' ')
    .replace(/[&<>"]/g, (sign) => entities.get(sign) ?? '')
