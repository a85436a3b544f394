import { type Locale, messagesOf } from '../../messages/messages.ts'

/**
 * The name of an attribute as people read it: translated when the shop knows it, else its words apart.
 * @example attributeLabel('heatResistant', 'en') // 'heat resistant'
 */
export function attributeLabel(name: string, locale: Locale): string {
  const known: Readonly<Record<string, string>> = messagesOf(locale).attributes
  const label = Object.hasOwn(known, name) ? known[name] : undefined
  return (
    label ??
    name
      .replaceAll('_', ' ')
      .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`)
      .toLowerCase()
  )
}
