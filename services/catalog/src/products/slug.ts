import { fold } from '../search/text.ts'

const longest = 100

/** The part of an address that names a thing: `Été à l’îlot` gives `ete-a-l-ilot`. */
export function slugify(text: string): string {
  const slug = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
  return slug || 'item'
}
