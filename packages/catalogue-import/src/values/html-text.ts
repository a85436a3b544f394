import { convert } from 'html-to-text'

const markup = /<[a-z!/][^>]*>/i
/** Without these, the line breaks of the text are those that are meant. */
const blocks = /<(p|br|div|li|h[1-6]|table|section)\b/i
const entity = /&(#\d+|#x[\da-f]+|[a-z]\w*);/i

/**
 * HTML as text: paragraphs, line breaks and list items keep their lines, entities become letters, scripts and pictures
 * go. A text without paragraphs keeps its line breaks.
 */
export function htmlToText(html: string): string {
  if (!markup.test(html) && !entity.test(html)) return html
  return convert(html, {
    wordwrap: false,
    preserveNewlines: !blocks.test(html),
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'ul', options: { itemPrefix: '- ' } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      ...['img', 'script', 'style', 'iframe', 'noscript'].map((selector) => ({
        selector,
        format: 'skip',
      })),
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
  })
}
