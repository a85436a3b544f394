import type { Locale } from '@comptoir/contracts/common'
import type { TemplateKey } from '@comptoir/contracts/notifications/schemas'
import type { TemplateText, TemplateTexts } from '@comptoir/contracts/notifications/templates'
import type { FieldError } from '@comptoir/contracts/problem'
import { Marked } from 'marked'
import { kinds } from '../notification/categories.ts'
import { shownShort } from '../notification/fan-out.ts'
import { exampleOf, type Placeholder, placeholders } from './examples.ts'
import { asIs, createLiquid } from './liquid.ts'

const locales: readonly Locale[] = ['fr', 'en']
const fields = ['subject', 'body', 'short'] as const
type Field = (typeof fields)[number]

/** A value that a template does not have is an error, not an empty place. */
const engines = {
  fr: createLiquid('fr', asIs, { strictVariables: true }),
  en: createLiquid('en', asIs, { strictVariables: true }),
}
const markdown = new Marked({ async: false })

/** What is wrong with edited texts, by field: `fr.body`. Nothing when they may be sent. */
export function templateFaults(template: TemplateKey, texts: TemplateTexts): FieldError[] {
  return locales.flatMap((locale) =>
    fields.flatMap((field) =>
      faultsOf(template, { field, locale, text: texts[locale] }).map((message) => ({
        ...{ field: `${locale}.${field}`, code: 'custom', message },
      })),
    ),
  )
}

type Checked = { readonly field: Field; readonly locale: Locale; readonly text: TemplateText }

function faultsOf(template: TemplateKey, { field, locale, text }: Checked): string[] {
  const source = text[field]
  try {
    const used = namesIn(source, locale)
    const odd = used.filter((name) => !mayShow(template, field).includes(name))
    if (odd.length > 0) return odd.map((name) => `there is no {{ ${name} }} here`)
    engines[locale].parseAndRenderSync(source, { ...exampleOf(template), shop: exampleShop })
    if (field !== 'body') return []
    const missing = (placeholders[template].must ?? []).filter((name) => !used.includes(name))
    return [...missing.map((name) => `{{ ${name} }} is missing`), ...markupFaults(source)]
  } catch (error) {
    return [error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it is no Liquid']
  }
}

const exampleShop = { name: '…', email: '…', url: '…', address: '…' }

/** The values that a text reads, by their first names: `lines` of `{% for line in lines %}`. */
const namesIn = (source: string, locale: Locale): string[] =>
  engines[locale].globalVariablesSync(source)

/**
 * A subject is also the title on the screen of a phone, and the short text is there alone: neither has more than such texts show. A link
 * that opens something is in the body alone.
 */
function mayShow(template: TemplateKey, field: Field): readonly string[] {
  const all: readonly string[] = [...placeholders[template].may, 'shop']
  if (field === 'body') return all
  const isShownShort = kinds[template].besides.length > 0 || field === 'short'
  if (isShownShort) return shownShort.filter((name) => all.includes(name))
  return all.filter((name) => !secret.has(name as Placeholder))
}

const secret: ReadonlySet<Placeholder> = new Set([
  'link',
  'withdrawLink',
  'unsubscribeUrl',
  'actionUrl',
])

/** HTML and images are left out of mails: who writes them would wonder. */
function markupFaults(source: string): string[] {
  const faults = new Set<string>()
  void markdown.walkTokens(markdown.lexer(source), ({ type }) => {
    if (type === 'html') faults.add('HTML is not shown: write Markdown')
    if (type === 'image') faults.add('images are not shown')
  })
  if (/\]\(\s*(?!https:|mailto:|\{\{)/i.test(source))
    faults.add('a link leads to https:, mailto: or a placeholder')
  return [...faults]
}
