import webPush, { type RequestOptions } from 'web-push'
import type { PushSubscription } from '../recipients/recipient.ts'
import { SendError } from '../sending/send-error.ts'
import type { Vapid } from './vapid.ts'

/** What a browser shows. */
export type PushContent = {
  readonly title: string
  readonly body: string
  /** The page that opens. */
  readonly url: string
  /** A message that comes again replaces itself. */
  readonly tag: string
}

export type SendPush = (subscription: PushSubscription, content: PushContent) => Promise<void>

const timeoutMs = 20_000
/** How long a push service keeps a message for a browser that is off: later, the page says more. */
const ttlSeconds = 3 * 24 * 3_600

/** The browser does not take messages any more: its owner said so there, or removed it. */
export class BrowserGone extends Error {
  override name = 'BrowserGone'
}

/** Sends by the Web Push protocol (RFC 8030), encrypted for the one browser (RFC 8291) and signed by the shop (RFC 8292). */
export function createWebPush(vapid: Vapid): SendPush {
  return async function send(subscription, content) {
    const options = {
      vapidDetails: vapid,
      ...{ TTL: ttlSeconds, contentEncoding: 'aes128gcm', urgency: 'normal' },
      // of one topic a push service keeps the last for a browser that is off
      topic: content.tag,
    } satisfies RequestOptions
    const { endpoint, headers, body } = webPush.generateRequestDetails(
      subscription,
      JSON.stringify(content),
      options,
    )
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: headersOf(headers),
      ...(body && { body: new Uint8Array(body) }),
      // no push service sends anybody elsewhere
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw failureOf(answer)
  }
}

/** Without what fetch sets by itself. */
const headersOf = (headers: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'Content-Length')
      .map(([name, value]) => [name, String(value)]),
  )

function failureOf({ status, headers }: Response): Error {
  if (status === 404 || status === 410) return new BrowserGone(`the push service says ${status}`)
  const seconds = Number(headers.get('retry-after'))
  return new SendError(`the push service answered ${status}`, {
    // what is refused as it is (400) or for its size (413) is refused again; 401 and 403 are mended by whoever runs the shop
    permanent: status === 400 || status === 413,
    retryAfterMs: seconds > 0 ? seconds * 1_000 : undefined,
  })
}
