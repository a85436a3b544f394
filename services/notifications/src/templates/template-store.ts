import type { Locale } from '@comptoir/contracts/common'
import { Instant } from '@comptoir/contracts/common'
import { TemplateKey } from '@comptoir/contracts/notifications/schemas'
import { type TemplateText, TemplateTexts } from '@comptoir/contracts/notifications/templates'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { defaultTemplate } from './default-templates.ts'
import { type Template, textOf, untouched } from './template.ts'

const StoredTemplate = z.object({
  template: TemplateKey,
  published: z.int(),
  versions: z.array(
    z.object({
      version: z.int(),
      texts: TemplateTexts,
      at: Instant,
      by: z.string(),
      note: z.string().optional(),
    }),
  ),
  publications: z.array(z.object({ version: z.int(), at: Instant, by: z.string() })),
})
export type Templates = Collection<Template>

/** By key; what nobody edited is not there. */
export const createTemplates = (store: Store): Templates =>
  createCollection<Template>(store, { name: 'templates', schema: StoredTemplate })

/** Where messages take their texts from. */
export type TemplateSource = {
  /** Which version a message is made from now. */
  published(template: TemplateKey): Promise<number>
  /** A version never changes. */
  textOf(template: TemplateKey, version: number, locale: Locale): Promise<TemplateText>
}

/** What is read is kept so long: a thousand messages a minute read their templates a few times. */
const keptMs = 5_000

/** Reads templates from the store; what was published holds everywhere within seconds. */
export function createTemplateSource(
  templates: Pick<Templates, 'get'>,
  clock: () => Date,
): TemplateSource {
  const kept = new Map<TemplateKey, { readonly known: Template; readonly until: number }>()

  async function read(key: TemplateKey, isFresh: (known: Template) => boolean): Promise<Template> {
    const found = kept.get(key)
    const now = clock().getTime()
    if (found && found.until > now && isFresh(found.known)) return found.known
    const known = (await templates.get(key))?.data ?? untouched(key)
    kept.set(key, { known, until: now + keptMs })
    return known
  }

  return {
    published: async (key) => (await read(key, () => true)).published,
    async textOf(key, version, locale) {
      if (version === 0) return defaultTemplate(key, locale)
      const known = await read(key, ({ versions }) => versions.length >= version)
      return textOf(known, version, locale) ?? defaultTemplate(key, locale)
    },
  }
}

/** The texts that come with the shop, and no others. */
export const defaultSource: TemplateSource = {
  published: async () => 0,
  textOf: async (key, _version, locale) => defaultTemplate(key, locale),
}
