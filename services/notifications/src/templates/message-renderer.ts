import type { RenderedMessage } from '@comptoir/contracts/notifications/schemas'
import type { Facts } from '../notification/notification.ts'
import type { Shop } from './layout.ts'
import { orderUrlOf, productUrlOf } from './links.ts'
import { renderMessage, renderShort } from './render.ts'
import { defaultSource, type TemplateSource } from './template-store.ts'

type Shown = Pick<
  Facts,
  'template' | 'templateVersion' | 'channel' | 'locale' | 'data' | 'userId' | 'orderId'
>

/** Renders a message in its language; `secrets` are values that are not stored with it. */
export type MessageRenderer = (
  message: Shown,
  secrets?: Readonly<Record<string, unknown>>,
) => Promise<RenderedMessage>

export const createMessageRenderer =
  (shop: Shop, source: Pick<TemplateSource, 'textOf'> = defaultSource): MessageRenderer =>
  async (message, secrets = {}) => {
    const { template, channel, locale, data, templateVersion = 0 } = message
    const text = await source.textOf(template, templateVersion, locale)
    // whoever sees the screen of a phone reads it: no secret is among its values
    if (channel !== 'email') return renderShort(text, { locale, values: data })
    const urls = {
      orderUrl: orderUrlOf(shop.url, message),
      productUrl: productUrlOf(shop.url, message),
      cartUrl: `${shop.url}/${locale}/cart`,
      withdrawalUrl: `${shop.url}/${locale}/withdrawal`,
      dataUrl: `${shop.url}/${locale}/account/data`,
    }
    const values = { ...data, ...urls, ...secrets }
    return renderMessage(text, { locale, values, shop })
  }
