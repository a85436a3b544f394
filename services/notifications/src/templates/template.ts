import type { Locale } from '@comptoir/contracts/common'
import type { TemplateKey } from '@comptoir/contracts/notifications/schemas'
import type { TemplateText, TemplateTexts } from '@comptoir/contracts/notifications/templates'
import { refuse } from '@comptoir/service/problems/refusal'

type Version = {
  readonly version: number
  readonly texts: TemplateTexts
  readonly at: string
  readonly by: string
  readonly note?: string | undefined
}

/** A template that staff edited: every version that was written, and which of them messages are made from. */
export type Template = {
  readonly template: TemplateKey
  /** 0 is the text that comes with the shop. */
  readonly published: number
  readonly versions: readonly Version[]
  readonly publications: readonly {
    readonly version: number
    readonly at: string
    readonly by: string
  }[]
}

/** All versions are one document: more would make it heavy to read. */
const versionsAtMost = 100

/** A template that nobody edited. */
export const untouched = (template: TemplateKey): Template => ({
  ...{ template, published: 0, versions: [], publications: [] },
})

/** Adds a draft. */
export function addVersion(known: Template, draft: Omit<Version, 'version'>): Template {
  const { versions } = known
  if (versions.length >= versionsAtMost)
    throw refuse('transition_refused', `there are ${versionsAtMost} versions already`)
  return { ...known, versions: [...versions, { ...draft, version: versions.length + 1 }] }
}

/** Publishes a version, a later or an earlier one; the same template when it is published already. */
export function publish(
  known: Template,
  { version, at, by }: { version: number; at: string; by: string },
): Template {
  if (version > known.versions.length) throw refuse('not_found', 'there is no such version')
  if (known.published === version) return known
  const publications = [...known.publications, { version, at, by }]
  return { ...known, published: version, publications }
}

/** What a version of staff says in a language; none of what nobody wrote, as 0. */
export const textOf = (
  known: Template,
  version: number,
  locale: Locale,
): TemplateText | undefined => known.versions[version - 1]?.texts[locale]
