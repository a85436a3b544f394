/** A language that somebody chose stays chosen for so long, in seconds: a year. */
const keptFor = 365 * 24 * 3_600

/** Remembers a language: the address without one leads to it. */
export function rememberLanguage(locale: 'fr' | 'en'): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser that we serve
  document.cookie = `comptoir_locale=${locale}; Path=/; Max-Age=${keptFor}; SameSite=Lax${secure}`
}
