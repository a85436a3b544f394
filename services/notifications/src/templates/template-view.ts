import type { TemplateTexts } from '@comptoir/contracts/notifications/templates'
import { refuse } from '@comptoir/service/problems/refusal'
import { defaultTemplate } from './default-templates.ts'
import { placeholders } from './examples.ts'
import type { Template } from './template.ts'

/** What a version says in both languages. */
export function textsOf({ template, versions }: Template, version: number): TemplateTexts {
  if (version === 0)
    return { fr: defaultTemplate(template, 'fr'), en: defaultTemplate(template, 'en') }
  const found = versions[version - 1]
  if (!found) throw refuse('not_found', 'there is no such version')
  return found.texts
}

export function templateSummaryOf({ template, published, versions, publications }: Template) {
  const publishedAt = publications.at(-1)?.at
  return { template, published, latest: versions.length, ...(publishedAt && { publishedAt }) }
}

/** A template as staff see it; `version` counts every change of it. */
export function templateViewOf({
  data,
  version,
}: {
  readonly data: Template
  readonly version: number
}) {
  const { may, must = [] } = placeholders[data.template]
  return {
    ...templateSummaryOf(data),
    placeholders: may.map((name) => ({ name, required: must.includes(name) })),
    texts: textsOf(data, data.published),
    versions: data.versions.map(({ texts: _texts, ...one }) => one).toReversed(),
    publications: [...data.publications].toReversed(),
    version,
  }
}
