import type { TemplateTexts } from '@comptoir/contracts/notifications/templates'

/** The texts of both languages as fields of a form, with what a version is noted as. */
export type TemplateValues = {
  readonly frSubject: string
  readonly frBody: string
  readonly frShort: string
  readonly enSubject: string
  readonly enBody: string
  readonly enShort: string
  readonly note: string
}

export const textNames = ['subject', 'body', 'short'] as const
export type TextName = (typeof textNames)[number]
export type Language = 'fr' | 'en'

const parts = { subject: 'Subject', body: 'Body', short: 'Short' } as const

/** The field of a text: `frBody`. */
export const fieldOf = (language: Language, name: TextName) => `${language}${parts[name]}` as const

/** The field of the form for a path of a refusal: `fr.body` is `frBody`. */
export function fieldOfPath(path: string): string {
  const [language, name] = path.split('.')
  const text = textNames.find((one) => one === name)
  const isLanguage = language === 'fr' || language === 'en'
  return isLanguage && text ? fieldOf(language, text) : path
}

/** A new version begins with the texts of another one, and no note. */
export const valuesOf = ({ fr, en }: TemplateTexts): TemplateValues => ({
  ...{ frSubject: fr.subject, frBody: fr.body, frShort: fr.short },
  ...{ enSubject: en.subject, enBody: en.body, enShort: en.short },
  note: '',
})

/** The texts as they are sent. */
export const textsOf = (values: TemplateValues): TemplateTexts => ({
  fr: { subject: values.frSubject, body: values.frBody, short: values.frShort },
  en: { subject: values.enSubject, body: values.enBody, short: values.enShort },
})
