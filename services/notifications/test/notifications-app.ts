import type { AccountMessage } from '@comptoir/contracts/accounts/messages'
import type { AccountReach } from '@comptoir/contracts/accounts/reach'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { EventDefinition } from '@comptoir/contracts/event'
import type { StockWishContact } from '@comptoir/contracts/inventory/wish-routes'
import type { OrderContact } from '@comptoir/contracts/orders/internal-routes'
import type { ConversationMail } from '@comptoir/contracts/support/mails'
import type { Live, LiveListener } from '@comptoir/dapr/live/live-channels'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { createApp } from '../src/app.ts'
import { createArrivals } from '../src/inbox/inbox.ts'
import { keyOf } from '../src/keys.ts'
import { createOwnerNow } from '../src/notification/attached-order.ts'
import { createNotifications } from '../src/notification/notification-store.ts'
import { createOutbox } from '../src/notification/outbox.ts'
import { createPushDelivery } from '../src/push/push-delivery.ts'
import { createVapid } from '../src/push/vapid.ts'
import type { PushContent, SendPush } from '../src/push/web-push.ts'
import { createReach } from '../src/recipients/reach.ts'
import type { PushSubscription } from '../src/recipients/recipient.ts'
import { createRecipients } from '../src/recipients/recipient-store.ts'
import { createDeliver } from '../src/sending/deliver.ts'
import { createDispatcher } from '../src/sending/dispatcher.ts'
import type { Mail } from '../src/sending/mail.ts'
import { createMailDelivery } from '../src/sending/mail-delivery.ts'
import { createSmsDelivery } from '../src/sms/sms-delivery.ts'
import type { Sms } from '../src/sms/twilio.ts'
import { createSubscribers } from '../src/subscribers.ts'
import { createSuppressions } from '../src/suppression/suppression-store.ts'
import { createUnsubscribeTokens } from '../src/suppression/unsubscribe.ts'
import { createMessageRenderer } from '../src/templates/message-renderer.ts'
import { createTemplateSource, createTemplates } from '../src/templates/template-store.ts'

export const shop = {
  ...{ name: 'Comptoir', url: 'https://shop.example', email: 'contact@shop.example' },
  address: '12 rue du Comptoir, 75002 Paris',
}
export const appToken = 'test'
export const twilioToken = 'a token of Twilio'
export const statusUrlOf = (id: string, send: number) =>
  `https://api.shop.example/api/sms-events/${id}/${send}`
export const mailEventKey = Buffer.from('a key of a mail provider')
const { verify, headersFor } = createTestVerifier()
export const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
export const camille = await headersFor({ id: 'usr_camille' })
export const alex = await headersFor({ id: 'usr_alex' })

export const contact: OrderContact = {
  ...{ orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', status: 'processing' },
  ...{ email: 'camille@example.com', locale: 'fr', placedAt: '2026-11-21T10:00:00.000Z' },
  ...{ total: { amount: 4999, currency: 'EUR' }, trackingNumbers: ['TRK1'] },
  lines: [
    { sku: 'LAMP', title: { fr: 'Lampe' }, quantity: 1, gross: { amount: 4999, currency: 'EUR' } },
  ],
}

export const aReach: AccountReach = {
  ...{ userId: 'usr_camille', email: 'camille@example.com', locale: 'fr' },
  ...{ channels: ['email'], marketingConsent: false },
}

export const anAccountMessage: AccountMessage = {
  ...{ messageId: 'msg_1', kind: 'reset_password', email: 'camille@example.com', name: 'Camille' },
  ...{ locale: 'fr', token: 'usr_camille.secret', expiresAt: '2026-11-21T10:30:00.000Z' },
}

export const aWish: StockWishContact = {
  ...{ wishId: 'wsh_1', sku: 'LAMP', status: 'unconfirmed', locale: 'fr' },
  email: 'camille@example.com',
}

export const aVariant: VariantSnapshot = {
  ...{ sku: 'LAMP', productId: 'prod_1', title: { fr: 'Lampe', en: 'Lamp' }, active: true },
  ...{ price: { amount: 4999, currency: 'EUR' }, taxClass: 'standard', weightGrams: 900 },
}

export const aConversationMail: ConversationMail = {
  ...{ mailId: 'answers-2', kind: 'conversation_answer', conversationId: 'cnv_1', locale: 'fr' },
  ...{ email: 'camille@example.com', name: 'Camille', subject: 'Mon colis', token: 'cnv_1.signed' },
  lines: [
    {
      ...{ author: 'agent', agentName: 'Inès', body: 'Il est parti <hier>.', images: 1 },
      createdAt: '2026-11-21T10:00:00.000Z',
    },
  ],
}

/** What orders, billing, accounts, inventory, catalog and support answer, by operation id or path: tests change it. */
export type Others = {
  contact: OrderContact | undefined
  link: string | undefined
  reach: AccountReach | undefined
  wish: StockWishContact | undefined
  variant: VariantSnapshot | undefined
  /** What is known of a cart that is as it was left. */
  cart: { cartId: string } | undefined
  accountMessage: AccountMessage | undefined
  /** Of the email that Camille's account proved to be its own. */
  ownEmailKey: string | undefined
  conversationMail: ConversationMail | undefined
  file: { name: string; contentType: string; base64: string } | undefined
}

type Pushed = { readonly subscription: PushSubscription; readonly content: PushContent }

/** The service over memory: events go in, mails come out. */
export function createNotificationsApp() {
  const store = createMemoryStore('notifications')
  store.clock.nowMs = Date.parse('2026-11-21T10:00:00.000Z')
  const clock = () => new Date(store.clock.nowMs)
  const others: Others = {
    contact,
    link: 'ord_1.secret',
    reach: aReach,
    wish: aWish,
    variant: aVariant,
    cart: { cartId: 'cart_1' },
    accountMessage: anAccountMessage,
    ownEmailKey: undefined,
    conversationMail: aConversationMail,
    file: { name: 'paper.pdf', contentType: 'application/pdf', base64: 'JVBERg==' },
  }
  const client = createClientTwin(others)
  const mails: Mail[] = []
  const failures: (() => Promise<void> | void)[] = []
  const notifications = createNotifications(store)
  const templates = createTemplates(store)
  const templateSource = createTemplateSource(templates, clock)
  const render = createMessageRenderer(shop, templateSource)
  const suppressions = createSuppressions(store)
  const recipients = createRecipients(store)
  const unsubscribeTokens = createUnsubscribeTokens(keyOf('a test', 'unsubscribe'))
  const reachOf = createReach(client, recipients)
  const email = createMailDelivery({
    ...{ accounts: client, inventory: client, carts: client, support: client },
    ...{ render, orders: client, billing: client, shopUrl: shop.url, mailDomain: 'shop.example' },
    reachOf,
    unsubscribeUrlOf: (userId) =>
      `https://api.shop.example/api/unsubscriptions/${unsubscribeTokens.tokenOf(userId)}`,
    sendMail: async (mail) => {
      await failures.shift()?.()
      mails.push(mail)
    },
  })
  const texts: Sms[] = []
  const sendSms = async (one: Sms) => {
    await failures.shift()?.()
    texts.push(one)
    return { providerRef: 'SM1' }
  }
  const sms = createSmsDelivery({ sendSms, render, shop, statusUrlOf })
  const pushed: Pushed[] = []
  const sendPush: SendPush = async (subscription, content) => {
    await failures.shift()?.()
    pushed.push({ subscription, content })
  }
  const push = createPushDelivery({ sendPush, render, recipients, reachOf, shopUrl: shop.url })
  const deliver = createDeliver({ deliveries: { email, sms, push }, suppressions, clock })
  const dispatcher = createDispatcher({
    ...{ notifications, deliver, clock, log: silentLog() },
    claimMs: 120_000,
  })
  const live = createLiveTwin()
  const arrived = createArrivals({ live, render, log: silentLog() })
  const outbox = createOutbox({
    ...{ notifications, reachOf, publishedVersion: templateSource.published },
    ownerNow: createOwnerNow(client),
    clock,
    queued: () => {},
    arrived,
  })
  const subscribers = createSubscribers({
    ...{ outbox, orders: client, accounts: client, inventory: client, catalog: client, clock },
    ...{ support: client, notifications },
    reminderMs: 300_000,
    stockRecipient: () => ({ email: 'stock@shop.example', locale: 'fr' }),
    keptMs: 180 * 24 * 3_600_000,
  })
  const deps = {
    notifications,
    render,
    wake: dispatcher.wake,
    clock,
    live,
    suppressions,
    unsubscribeTokens,
    accounts: client,
    mailEventKey,
    ...{ templates, shop, twilioCalls: { authToken: twilioToken, statusUrlOf } },
    ...{ recipients, reachOf, pushKey: createVapid('a test', shop.email).publicKey },
    pushServices: 'https://push.example',
  }
  const app = createApp({ ...deps, verify, log: silentLog(), appToken })

  /** Delivers an event to its handlers, as the sidecar does. */
  async function hear(
    definition: EventDefinition,
    data: unknown,
    version = 1,
    time = clock().toISOString(),
  ) {
    const meta = {
      id: 'evt',
      type: definition.type,
      subject: 'x',
      version,
      time,
    }
    for (const one of subscribers.filter(({ definition: { type } }) => type === definition.type))
      await one.handle(definition.schema.parse(data), meta)
  }
  async function call(operation: string, headers: Record<string, string> = {}, body?: object) {
    const [method = '', path = ''] = operation.split(' ')
    const init = {
      ...{ method, headers: { ...headers, 'content-type': 'application/json' } },
      ...(body && { body: JSON.stringify(body) }),
    }
    const answer = await app.request(path, init)
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : undefined }
  }
  const every = async () => (await notifications.list('list', 'all', { limit: 100 })).items
  /** The mails of the outbox. */
  const all = async () => (await every()).filter(({ data }) => data.channel === 'email')
  return {
    ...{
      store,
      clock,
      others,
      mails,
      texts,
      pushed,
      failures,
      suppressions,
      recipients,
      notifications,
      dispatcher,
      accounts: client,
    },
    ...{ subscribers, hear, call, all, every, app },
  }
}

/** Live channels in memory. */
function createLiveTwin(): Live {
  const listeners = new Map<string, Set<LiveListener>>()
  return {
    async announce(channel, event) {
      for (const listener of listeners.get(channel) ?? []) listener(event)
    },
    async subscribe(channel, listener) {
      const own = listeners.get(channel) ?? new Set()
      listeners.set(channel, own.add(listener))
      return () => own.delete(listener)
    },
    close: async () => {},
  }
}

/** What answers a path that begins and ends so. */
const answersOf = (others: Others): readonly [start: string, end: string, answer: unknown][] => [
  ['/internal/stock-wishes/', '/contact', others.wish],
  ['/internal/stock-wishes/', '/tokens', others.wish && { token: `${others.wish.wishId}.secret` }],
  ['/internal/carts/', '', others.cart],
  ['/internal/variants/', '', { variants: others.variant ? [others.variant] : [] }],
  ['/internal/account-messages/', '', others.accountMessage],
  ['', '/contact', others.contact],
  ['', '/reach', others.reach],
  ['', '/email-key', { emailKey: others.ownEmailKey }],
  ['', '/payment-links/{linkId}', others.link && { link: others.link }],
  ['', '/links/{linkId}', others.link && { link: others.link, email: 'camille@example.com' }],
  ['', '', others.file],
]

function createClientTwin(others: Others): Client {
  const answers = (path: string): unknown => {
    if (path.includes('/mails/')) return others.conversationMail
    return answersOf(others).find(
      ([start, end]) => path.startsWith(start) && path.endsWith(end),
    )?.[2]
  }
  return (async ({ path, method }: { path: string; method: string }) => {
    if (path.endsWith('/marketing-consent') && method === 'delete') {
      if (others.reach) others.reach = { ...others.reach, marketingConsent: false }
      return undefined
    }
    const answer = answers(path)
    if (!answer) throw refuse('not_found')
    return answer
  }) as unknown as Client
}
