import { Locale } from '@comptoir/contracts/common'
import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'
import { knownPushServices } from './push/push-services.ts'
import type { TwilioOptions } from './sms/twilio.ts'
import type { Shop } from './templates/layout.ts'

export const configShape = {
  ...baseConfig,
  /** Who takes mails: `smtps://smtp.example.com`; port 587 of `smtp:` and 465 of `smtps:` unless it names one. */
  smtpUrl: z.url({ protocol: /^smtps?$/ }).default('smtp://127.0.0.1:9111'),
  smtpUser: z.string().optional(),
  smtpPassword: z.string().optional(),
  mailFrom: z.string().default('Comptoir <commandes@comptoir.example>'),
  /** Behind the @ of message ids: a domain of the shop. */
  mailDomain: z.string().default('comptoir.example'),
  twilioApiUrl: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
  twilioAccountSid: z.string().default('AC00000000000000000000000000000000'),
  twilioAuthToken: z.string().default('simulator'),
  /** A number of the shop at Twilio, or a name that recipients see. */
  twilioFromNumber: z.string().default('Comptoir'),
  /** Origins of the push services that messages for browsers are sent to, with a comma between. */
  pushServices: z.string().default(knownPushServices),
  /** Who of the shop is told that stock is low; the address of the shop unless it is said. */
  stockAlertEmail: z.email().optional(),
  stockAlertLocale: Locale.default('fr'),
  /** How long messages are kept, and those of the inbox. A fact that is older is not told: a month at least. */
  messageDays: z.coerce.number().int().min(30).default(365),
  inboxDays: z.coerce.number().int().min(30).default(180),
  /** Where links of mails lead: the storefront. */
  shopUrl: z.url().default('http://localhost:9000'),
  /** What keys of messages are derived from: of links to unsubscribe, of webhooks, of push messages. */
  messagesKey: z.string().min(16),
  /** For how long a message that is being sent is one replica's; longer than a mail server may take to answer. */
  claimSeconds: z.coerce.number().int().min(1).default(120),
  /** How long a payment that failed, or waits for its payer, may be mended before a mail reminds of it. */
  paymentReminderSeconds: z.coerce.number().int().min(0).default(300),
}
export type Config = z.infer<z.ZodObject<typeof configShape>>

/** Who writes: read at each message, since staff may change it. */
export const shopOf = (settings: CurrentSettings, { shopUrl }: Pick<Config, 'shopUrl'>): Shop => ({
  url: shopUrl.replace(/\/$/, ''),
  get name() {
    return settings().shop.name
  },
  get address() {
    return settings().shop.address
  },
  get email() {
    return settings().shop.email
  },
})

export const twilioOf = (config: Config): TwilioOptions => ({
  url: config.twilioApiUrl.replace(/\/$/, ''),
  accountSid: config.twilioAccountSid,
  ...{ authToken: config.twilioAuthToken, from: config.twilioFromNumber },
})
