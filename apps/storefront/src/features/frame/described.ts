import { type Localized, readText } from '@comptoir/site/localized'

/** Characters of a description that search engines show. */
const shownAtMost = 160

/** What the head of a page says of it to search engines. */
export const described = (text: Localized | undefined, locale: 'fr' | 'en'): string =>
  readText(text, locale).text.slice(0, shownAtMost)
