import { createHash, randomBytes } from 'node:crypto'

/** The token of a mail's link: it names its wish, so that no secrets are searched. `hash` is what is kept of it. */
export function newWishToken(wishId: string): { token: string; hash: string } {
  const secret = randomBytes(24).toString('base64url')
  return { token: `${wishId}.${secret}`, hash: hashOf(secret) }
}

/** The wish of a token, and the hash of its secret; none when the text is no token of ours. */
export function parseWishToken(token: string): { wishId: string; hash: string } | undefined {
  const [, wishId, secret] = /^(wsh_[\w-]{20,40})\.([\w-]{20,60})$/.exec(token) ?? []
  return wishId === undefined || secret === undefined ? undefined : { wishId, hash: hashOf(secret) }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
