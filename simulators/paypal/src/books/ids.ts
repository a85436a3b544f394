import { randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKLMNPRSTUVWXY'

/** An unguessable id in PayPal's manner: 17 letters and digits. */
export function newId(): string {
  return Array.from(randomBytes(17), (byte) => alphabet[byte % alphabet.length]).join('')
}
