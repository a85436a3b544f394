'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { rememberLanguage } from '../../visitor/chosen-language.ts'

type LanguageLinkProps = { readonly locale: 'fr' | 'en'; readonly text: string }

/** The same page, filters and all, in the other language. */
export function LanguageLink({ locale, text }: LanguageLinkProps) {
  const other = locale === 'fr' ? 'en' : 'fr'
  const path = usePathname().replace(/^\/(fr|en)(?=\/|$)/, `/${other}`)
  const query = useSearchParams().toString()
  return (
    <a
      href={query ? `${path}?${query}` : path}
      lang={other}
      hrefLang={other}
      onClick={() => rememberLanguage(other)}
    >
      {text}
    </a>
  )
}
