import type { Locale } from '@comptoir/contracts/common'
import type { RenderedMessage } from '@comptoir/contracts/notifications/schemas'
import type { TemplateText } from '@comptoir/contracts/notifications/templates'
import { Marked } from 'marked'
import { layout, type Shop } from './layout.ts'
import { asIs, asReferences, createLiquid } from './liquid.ts'

const markdown = new Marked({
  async: false,
  renderer: {
    // a template is Markdown: HTML in it is left out, so that no mail carries a script
    html: () => '',
    image: () => '',
    link({ href, tokens }) {
      return isWebOrMail(href) ? false : this.parser.parseInline(tokens)
    },
  },
})

/** A link to anything else, as a script, is its text alone. Of values that were filled in, signs are references. */
const isWebOrMail = (href: string): boolean =>
  /^(https?:|mailto:)/i.test(href.replaceAll(/&#(\d+);/g, (_, code) => signOf(Number(code))))

/** Nothing for a number that is no character. */
const signOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')

const engines = {
  fr: { html: createLiquid('fr', asReferences), text: createLiquid('fr', asIs) },
  en: { html: createLiquid('en', asReferences), text: createLiquid('en', asIs) },
}

/**
 * Fills a template. Throws when it is no Liquid, or takes too long.
 * @example renderMessage({ subject: 'Commande {{ number }}', body: 'Bonjour' }, { locale: 'fr', values, shop })
 */
export function renderMessage(
  template: TemplateText,
  { locale, values, shop }: Rendering,
): RenderedMessage & { html: string } {
  const { html, text } = engines[locale]
  const scope = { ...values, shop }
  const subject = oneLine(text.parseAndRenderSync(template.subject, scope))
  const body = markdown.parse(html.parseAndRenderSync(template.body, scope)) as string
  const plain = text.parseAndRenderSync(plainSourceOf(template.body), scope)
  return {
    subject,
    html: layout({ subject, body, locale, shop }),
    text: `${plain.replaceAll(/\n{3,}/g, '\n\n').trim()}\n\n-- \n${shop.name} · ${shop.email}\n`,
  }
}

/** The short text, under the subject. */
export function renderShort(
  template: TemplateText,
  { locale, values }: Pick<Rendering, 'locale' | 'values'>,
): RenderedMessage {
  const { text } = engines[locale]
  const say = (source: string) => oneLine(text.parseAndRenderSync(source, { ...values }))
  return { subject: say(template.subject), text: say(template.short) }
}

type Rendering = {
  readonly locale: Locale
  readonly values: Readonly<Record<string, unknown>>
  readonly shop: Shop
}

/** A header has one line: a value that has more would begin another header. */
const oneLine = (subject: string) =>
  subject
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)

/** The body without the signs of Markdown, before values are filled in: theirs are left as they are. */
const plainSourceOf = (body: string) =>
  body
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 → $2')
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/^#+ /gm, '')
