import { eventually } from '../../src/api.ts'
import { type Shop, test } from './test.ts'

type Message = { readonly subject: string; readonly text: string }

/** What the message simulator has for an address, the newest first; leaves the test out where it cannot be reached. */
export async function messagesTo({ platform }: Shop, to: string): Promise<readonly Message[]> {
  test.skip(platform.mailboxUrl === undefined, 'it reads mails in the message simulator')
  const url = `${platform.mailboxUrl}/api/messages?to=${encodeURIComponent(to)}`
  return ((await (await fetch(url)).json()) as { items: Message[] }).items
}

type Notification = {
  readonly template: string
  readonly status: string
  readonly sentAt?: string
}

/** The mail that confirms an order, as staff see it. */
export async function confirmationOf(
  { api, staff }: Shop,
  orderId: string,
): Promise<Notification | undefined> {
  const path = `GET /api/notifications?orderId=${orderId}&channel=email`
  const { body } = await api<{ items: Notification[] }>(path, { token: await staff() })
  return body.items.find(({ template }) => template === 'order_confirmed')
}

type Wanted = {
  readonly to: string
  /** How the link calls it, behind its `#`. */
  readonly name: 'link' | 'token'
  /** What the subject says; any mail without it. */
  readonly about?: RegExp
}

/** The secret of the link in a mail, once it has arrived. */
export async function mailedSecret(shop: Shop, { to, name, about }: Wanted): Promise<string> {
  const pattern = new RegExp(`#${name}=([\\w.%~-]+)`)
  const secret = await eventually(
    'the mail with the link',
    async () => {
      const mails = await messagesTo(shop, to)
      return mails
        .filter(({ subject }) => about?.test(subject) ?? true)
        .map(({ text }) => pattern.exec(text)?.[1])
        .find(Boolean)
    },
    (found) => found !== undefined,
  )
  return decodeURIComponent(secret ?? '')
}
