import { placeholders } from './examples.ts'
import { type Template, textsOf } from './template.ts'

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
