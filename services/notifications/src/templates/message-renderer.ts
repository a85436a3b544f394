import type { RenderedMessage } from '@comptoir/contracts/notifications/schemas'
import type { Facts } from '../notification/notification.ts'
import { defaultTemplate } from './default-templates.ts'
import type { Shop } from './layout.ts'
import { orderUrlOf } from './links.ts'
import { renderMessage, renderShort } from './render.ts'

type Shown = Pick<Facts, 'template' | 'channel' | 'locale' | 'data' | 'userId' | 'orderId'>

/** Renders a message in its language; `secrets` are values that are not stored with it. */
export type MessageRenderer = (
  message: Shown,
  secrets?: Readonly<Record<string, string>>,
) => RenderedMessage

export const createMessageRenderer =
  (shop: Shop): MessageRenderer =>
  (message, secrets = {}) => {
    const { template, channel, locale, data } = message
    const text = defaultTemplate(template, locale)
    // whoever sees the screen of a phone reads it: no secret is among its values
    if (channel !== 'email') return renderShort(text, { locale, values: data })
    const urls = {
      orderUrl: orderUrlOf(shop.url, message),
      withdrawalUrl: `${shop.url}/${locale}/withdrawal`,
      dataUrl: `${shop.url}/${locale}/account/data`,
    }
    const values = { ...data, ...urls, ...secrets }
    return renderMessage(text, { locale, values, shop })
  }
