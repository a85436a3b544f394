import type { LegalTexts } from './legal-text.ts'
import { accessibility } from './texts/accessibility.ts'
import { cookies } from './texts/cookies.ts'
import { delivery } from './texts/delivery.ts'
import { notice } from './texts/notice.ts'
import { privacy } from './texts/privacy.ts'
import { returns } from './texts/returns.ts'
import { terms } from './texts/terms.ts'

const pages: ReadonlyMap<string, LegalTexts> = new Map(
  Object.entries({ notice, terms, privacy, cookies, delivery, returns, accessibility }),
)

/** The texts of `/legal/NAME`; nothing for a name that there is not. */
export const legalTextsOf = (name: string): LegalTexts | undefined => pages.get(name)
