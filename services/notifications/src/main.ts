import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { configShape, shopOf, twilioOf } from './config.ts'
import { eraseMessages } from './erasure.ts'
import { createArrivals } from './inbox/inbox.ts'
import { keyOf } from './keys.ts'
import { createOwnerNow } from './notification/attached-order.ts'
import { createNotifications } from './notification/notification-store.ts'
import { createOutbox } from './notification/outbox.ts'
import { createRetention } from './notification/retention.ts'
import { collectMessages } from './personal-data.ts'
import { createPushDelivery } from './push/push-delivery.ts'
import { createVapid } from './push/vapid.ts'
import { createWebPush } from './push/web-push.ts'
import { createReach } from './recipients/reach.ts'
import { createRecipients } from './recipients/recipient-store.ts'
import { createDeliver } from './sending/deliver.ts'
import { createDispatcher } from './sending/dispatcher.ts'
import { createMailDelivery } from './sending/mail-delivery.ts'
import { createSmtp } from './sending/smtp.ts'
import { createSmsDelivery } from './sms/sms-delivery.ts'
import { createTwilio } from './sms/twilio.ts'
import { createSubscribers } from './subscribers.ts'
import { createSuppressions } from './suppression/suppression-store.ts'
import { createUnsubscribeTokens } from './suppression/unsubscribe.ts'
import { createMessageRenderer } from './templates/message-renderer.ts'
import { createTemplateSource, createTemplates } from './templates/template-store.ts'

const config = readConfig(configShape)
const host = await createHost('notifications', config)
const { clock, log, store, clients, live } = host
const notifications = createNotifications(store)
const shop = shopOf(host.settings, config)
const templates = createTemplates(store)
const templateSource = createTemplateSource(templates, clock)
const render = createMessageRenderer(shop, templateSource)
const smtp = createSmtp({
  ...{ url: config.smtpUrl, user: config.smtpUser, password: config.smtpPassword },
  from: config.mailFrom,
})
const suppressions = createSuppressions(store)
const recipients = createRecipients(store)
const unsubscribeTokens = createUnsubscribeTokens(keyOf(config.messagesKey, 'unsubscribe'))
const reachOf = createReach(clients.accounts, recipients)
const email = createMailDelivery({
  ...{ sendMail: smtp.send, render, orders: clients.orders, billing: clients.billing },
  ...{ accounts: clients.accounts, inventory: clients.inventory, carts: clients.carts },
  support: clients.support,
  ...{ shopUrl: shop.url, mailDomain: config.mailDomain },
  ...{
    reachOf,
    unsubscribeUrlOf: (userId) =>
      `${config.publicUrl}/api/unsubscriptions/${unsubscribeTokens.tokenOf(userId)}`,
  },
})
const statusUrlOf = (id: string, send: number) => `${config.publicUrl}/api/sms-events/${id}/${send}`
const sendSms = createTwilio(twilioOf(config))
const sms = createSmsDelivery({ sendSms, render, shop, statusUrlOf })
const vapid = createVapid(config.messagesKey, shop.email)
const push = createPushDelivery({
  ...{ sendPush: createWebPush(vapid), render, recipients, reachOf, shopUrl: shop.url },
})
const deliver = createDeliver({ deliveries: { email, sms, push }, suppressions, clock })
const dispatcher = createDispatcher({
  ...{ notifications, deliver, clock, log },
  claimMs: config.claimSeconds * 1_000,
})
const { wake } = dispatcher
const arrived = createArrivals({ live, render, log })
const outbox = createOutbox({
  ...{ notifications, publishedVersion: templateSource.published },
  reachOf,
  ownerNow: createOwnerNow(clients.orders),
  clock,
  queued: wake,
  arrived,
})
const removeOld = createRetention({
  ...{ notifications, clock, keptDays: config.messageDays, inboxDays: config.inboxDays },
})
const app = createApp({
  ...{ ...host, notifications, templates, shop, render, wake, suppressions, unsubscribeTokens },
  ...{ recipients, reachOf, pushKey: vapid.publicKey, pushServices: config.pushServices },
  twilioCalls: { authToken: config.twilioAuthToken, statusUrlOf },
  ...{ accounts: clients.accounts, mailEventKey: keyOf(config.messagesKey, 'mail events') },
})
await host.run(app, {
  subscribers: createSubscribers({
    ...{ outbox, notifications, orders: clients.orders, accounts: clients.accounts, clock },
    ...{ inventory: clients.inventory, catalog: clients.catalog, support: clients.support },
    reminderMs: config.paymentReminderSeconds * 1_000,
    stockRecipient: () => ({
      ...{ email: config.stockAlertEmail ?? shop.email, locale: config.stockAlertLocale },
    }),
    keptMs: Math.min(config.messageDays, config.inboxDays) * 24 * 3_600_000,
  }),
  collections: [notifications, recipients, suppressions.collection, templates],
  erase: eraseMessages({ notifications, recipients, clock, accounts: clients.accounts }),
  personalData: collectMessages({ notifications, recipients }),
  workers: [
    () => {
      const stop = dispatcher.start(2_000)
      return async () => {
        await stop()
        smtp.close()
      }
    },
    () => repeat({ name: 'retention', everyMs: 3_600_000, log, run: removeOld }),
  ],
})
