import { createHmac, timingSafeEqual } from 'node:crypto'

type Signed = {
  readonly authToken: string
  /** The address that Twilio was given to call. */
  readonly url: string
  readonly parameters: URLSearchParams
  readonly signature: string
}

/** Whether a call is Twilio's: HMAC-SHA1 over its address and its parameters by name (https://www.twilio.com/docs/usage/security). */
export function isOfTwilio({ authToken, url, parameters, signature }: Signed): boolean {
  const sorted = [...parameters].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const signed = url + sorted.map(([name, value]) => name + value).join('')
  const wanted = createHmac('sha1', authToken).update(signed).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
