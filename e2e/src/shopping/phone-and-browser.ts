import { newMobile } from '@comptoir/tools/shop/demo-shopper'
import type { Api } from '../api.ts'
import { mailboxOf } from '../mailbox.ts'
import type { PlatformAddress } from '../platform.ts'
import { expectStatus } from '../shopper.ts'

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

/** Somebody hears of their orders by mail, and of how these get on by SMS and push message as well. */
export async function chooseAllChannels(
  api: Api,
  platform: Pick<PlatformAddress, 'mailboxUrl'>,
  token: string,
): Promise<{ phone: string; browser: string }> {
  const phone = newMobile()
  expectStatus('phone', await api('PATCH /api/me', { token, body: { phone } }), 200)
  const browser = await openBrowser(api, platform, token)
  // no quiet hours: tests run at any time of the day
  const body = {
    categories: { orders: ['email'], progress: ['email', 'sms', 'push'] },
    quiet: { timeZone: 'Europe/Paris', from: '00:00', to: '00:00' },
  }
  const set = await api('PATCH /api/notification-preferences', { token, body })
  expectStatus('preferences', set, 200)
  return { phone, browser }
}
