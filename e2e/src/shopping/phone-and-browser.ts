import { randomInt } from 'node:crypto'
import type { Api } from '../api.ts'
import { mailboxOf } from '../mailbox.ts'
import type { PlatformAddress } from '../platform.ts'

/**
 * A number that no other run has. +33 6 39 and most of +33 69 are nobody's: the mobiles of overseas departments have country codes of their
 * own.
 */
export const newMobile = () => `+336${randomInt(10_000_000, 38_999_999)}`

/** Subscribes a browser at the push service of the message simulator; answers the name that its messages are found by. */
export async function openBrowser(
  api: Api,
  platform: Pick<PlatformAddress, 'mailboxUrl'>,
  token: string,
): Promise<string> {
  const key = await api<{ publicKey: string }>('GET /api/push-subscriptions/key')
  const answer = await fetch(`${mailboxOf(platform)}/browsers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicationServerKey: key.body.publicKey }),
  })
  const body = (await answer.json()) as { endpoint: string }
  const added = await api('POST /api/push-subscriptions', { token, body })
  if (added.status !== 201) throw new Error(`subscribe: ${JSON.stringify(added.body)}`)
  return body.endpoint.split('/').at(-1) ?? ''
}
