import { UserError } from '../../runner/screen/user-error.ts'
import { newMobile, registerShopper, type Shopper } from '../../shop/demo-shopper.ts'
import type { ShopApi } from '../../shop/shop-api.ts'
import type { PlacedAsGuest } from '../guest-story.ts'
import { print, step, timed, waitFor } from '../telling.ts'
import { type Message, messagesTo, type Surroundings } from './surroundings.ts'

export type Member = Shopper & {
  readonly password: string
  readonly phone: string
  /** The name by which the push service's stand-in knows the browser. */
  readonly browser: string
}
type Stage = { readonly shop: ShopApi; readonly around: Surroundings }

/** The guest opens an account, chooses SMS and push messages, proves the email by a mail, and brings the order along. */
export async function tellJoining(
  stage: Stage,
  { orderId, guest }: PlacedAsGuest,
  email: string,
): Promise<Member> {
  const { shop, around } = stage
  const opening = await timed(() => registerShopper(shop, email), 'open an account')
  const { token } = opening.shopper
  const chosen = await chooseChannels(stage, token)
  const mails = await waitFor('wait for the mail that proves the address', {
    read: async () => ({ body: await messagesTo(around, email) }),
    until: (found) => proofIn(found) !== undefined,
  })
  const proof = { token: proofIn(mails) }
  await step('follow its link', () => shop('POST /api/auth/verify-email', { body: proof }))
  const attaching = { token, body: { orderToken: guest.orderToken } }
  await step('bring the order along', () => shop(`POST /api/orders/${orderId}/attach`, attaching))
  return { ...opening.shopper, password: opening.password, ...chosen }
}

/** The token of the link in the mail about it. */
function proofIn(mails: readonly Message[]): string | undefined {
  const mail = mails.find(({ subject }) => subject.startsWith('Confirmez votre adresse'))
  const [, token] = /#token=([\w.%~-]+)/.exec(mail?.text ?? '') ?? []
  return token === undefined ? undefined : decodeURIComponent(token)
}

/** Messages about the parcel come by SMS and in the browser as well, at any time of the day. */
async function chooseChannels({ shop, around }: Stage, token: string) {
  const phone = newMobile()
  await step('give a phone number', () => shop('PATCH /api/me', { token, body: { phone } }))
  const body = await timed(() => openBrowser({ shop, around }), 'let a browser show messages')
  await step('subscribe it', () => shop('POST /api/push-subscriptions', { token, body }))
  const preferences = {
    categories: { orders: ['email'], progress: ['email', 'sms', 'push'] },
    quiet: { timeZone: 'Europe/Paris', from: '00:00', to: '00:00' },
  }
  await step('choose mail, SMS and push messages', () =>
    shop('PATCH /api/notification-preferences', { token, body: preferences }),
  )
  return { phone, browser: body.endpoint.split('/').at(-1) ?? '' }
}

/** A browser at the push service's stand-in, subscribed with the shop's key. */
async function openBrowser({ shop, around }: Stage): Promise<{ endpoint: string }> {
  const { body: key } = await shop<{ publicKey: string }>('GET /api/push-subscriptions/key')
  const answer = await fetch(`${around.mailboxUrl}/browsers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicationServerKey: key.publicKey }),
  })
  if (!answer.ok) throw new UserError(`the push service's stand-in answers ${answer.status}`)
  return (await answer.json()) as { endpoint: string }
}

/** Reads what came by mail, SMS and push message: at least one of each. */
export async function showMessages(
  around: Surroundings,
  { email, phone, browser }: Member,
): Promise<void> {
  const channels = { mails: email, 'SMS messages': phone, 'push messages': browser }
  for (const [name, to] of Object.entries(channels)) {
    const found = await waitFor(`read the ${name}`, {
      read: async () => ({ body: await messagesTo(around, to) }),
      until: ({ length }) => length > 0,
    })
    for (const { subject, text } of found.toReversed()) print(subject || text)
  }
}
