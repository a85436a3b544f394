import { fold } from '../search/text.ts'

const longest = 100
/** Old addresses that go on to lead somewhere. */
const formerAtMost = 50

/** The part of an address that names a thing: `Été à l’îlot` gives `ete-a-l-ilot`. */
export function slugify(text: string): string {
  const slug = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
  return slug || 'item'
}

type Named = { readonly slug: string; readonly formerSlugs?: readonly string[] | undefined }

/** The slug that is asked for, if any; the one before stays a name by which old links find the thing. */
export function slugsOf({ slug: before, formerSlugs = [] }: Named, asked: string | undefined) {
  const slug = asked ?? before
  const former = [...formerSlugs, before].filter((one) => one !== slug)
  const kept = [...new Set(former)].slice(-formerAtMost)
  return { slug, formerSlugs: kept.length === 0 ? undefined : kept }
}
