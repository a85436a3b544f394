import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'

const Claims = z.object({
  aud: z.string(),
  exp: z.number(),
  sub: z.string().regex(/^(mailto:|https:)/),
})
const longestSeconds = 24 * 3_600

type Wanted = {
  /** The origin of this push service. */
  readonly audience: string
  /** What the browser subscribed with, in base64url. */
  readonly applicationServerKey: string
  readonly now: Date
}

/** Why `Authorization: vapid t=…, k=…` is not that of the shop that the browser subscribed to (RFC 8292); nothing when it is. */
export function vapidFault(header: string | undefined, wanted: Wanted): string | undefined {
  const [, token, key] = /^vapid t=([\w.-]+), ?k=([\w-]+)=*$/.exec(header ?? '') ?? []
  if (token === undefined || key === undefined) return 'no VAPID authorization'
  if (key !== wanted.applicationServerKey) return 'another key than the browser subscribed with'
  const [head = '', body = '', signature = ''] = token.split('.')
  const signed = Buffer.from(`${head}.${body}`)
  const isSigned = verify('sha256', signed, keyOf(key), Buffer.from(signature, 'base64url'))
  if (!isSigned) return 'the signature is wrong'
  const claims = Claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  if (!claims.success) return 'claims are missing'
  if (claims.data.aud !== wanted.audience) return `it is for ${claims.data.aud}`
  const leftSeconds = claims.data.exp - wanted.now.getTime() / 1_000
  return leftSeconds > 0 && leftSeconds <= longestSeconds ? undefined : 'it is over, or too long'
}

function keyOf(point: string) {
  const bytes = Buffer.from(point, 'base64url')
  const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((one) => one.toString('base64url'))
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  return { key, dsaEncoding: 'ieee-p1363' as const }
}
