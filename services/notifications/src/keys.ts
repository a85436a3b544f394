import { hkdfSync } from 'node:crypto'

/** A key for one purpose, from the one secret of messages. */
export const keyOf = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'comptoir', purpose, 32))
