import type { Locale } from '@comptoir/contracts/common'

/** Who writes: shown in every mail. */
export type Shop = {
  readonly name: string
  readonly url: string
  readonly email: string
  readonly address: string
}

export type Page = {
  readonly subject: string
  /** HTML that was made from a template. */
  readonly body: string
  readonly locale: Locale
  readonly shop: Shop
}

const footers = {
  fr: 'Ce message vient de notre boutique. Pour toute question, écrivez à',
  en: 'This message comes from our shop. If you have a question, write to',
}

/** The frame of every mail: one column that fits a phone, no image, nothing fetched. Mail programs read styles in the head at best. */
export function layout({ subject, body, locale, shop }: Page): string {
  const [name, address, email] = [shop.name, shop.address, shop.email].map(escapeHtml)
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
body { margin: 0; background: #f3f1ec; color: #222; font: 16px/1.5 system-ui, sans-serif; }
main, header, footer { max-width: 560px; margin: 0 auto; padding: 16px 24px; }
main { background: #fff; }
h1, h2 { font-size: 1.25em; }
a { color: #0b5c4a; }
footer { color: #666; font-size: 13px; }
@media (prefers-color-scheme: dark) { body { background: #161512; color: #eee; } main { background: #211f1b; } a { color: #5cc9a7; } footer { color: #aaa; } }
</style>
</head>
<body>
<header role="banner"><strong>${name}</strong></header>
<main>
${body}</main>
<footer>${footers[locale]} <a href="mailto:${email}">${email}</a>.<br>${name}, ${address}</footer>
</body>
</html>
`
}

const references: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])
const escapeHtml = (text: string) =>
  text.replaceAll(/[&<>"']/g, (sign) => references.get(sign) ?? sign)
