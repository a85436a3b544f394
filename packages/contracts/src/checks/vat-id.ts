/**
 * A VAT id in its written form: without what people type between its characters, in capitals.
 * @example vatIdAsWritten('fr 40.303-265 045') // 'FR40303265045'
 */
export const vatIdAsWritten = (text: string): string => text.replace(/[\s.-]/g, '').toUpperCase()
