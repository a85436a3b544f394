import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from '@comptoir/contracts/common'
import { TemplateKey } from '@comptoir/contracts/notifications/schemas'
import type { TemplateText } from '@comptoir/contracts/notifications/templates'

const folder = join(import.meta.dirname, '..', '..', 'data', 'templates')
const locales: readonly Locale[] = ['fr', 'en']

const read = (key: TemplateKey, locale: Locale): TemplateText => {
  const [mail = '', short = ''] = readFileSync(join(folder, locale, `${key}.liquid`), 'utf8').split(
    /^---$/m,
  )
  const [subject = '', ...body] = mail.split('\n')
  return { subject, body: body.join('\n').trim(), short: short.trim() }
}

/** The texts that come with the shop, read once: a file each. Its first line is the subject, what is below `---` the short text. */
const texts: ReadonlyMap<string, TemplateText> = new Map(
  locales.flatMap((locale) =>
    TemplateKey.options.map((key) => [`${locale}/${key}`, read(key, locale)] as const),
  ),
)

export function defaultTemplate(key: TemplateKey, locale: Locale): TemplateText {
  const text = texts.get(`${locale}/${key}`)
  if (!text) throw new Error(`no template ${locale}/${key}`)
  return text
}
