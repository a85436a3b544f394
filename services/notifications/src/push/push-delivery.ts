import { isMarketing } from '../notification/categories.ts'
import type { ReachOf } from '../recipients/reach.ts'
import { removeBrowser } from '../recipients/recipient.ts'
import type { Recipients } from '../recipients/recipient-store.ts'
import type { Deliver } from '../sending/delivery.ts'
import { orderUrlOf } from '../templates/links.ts'
import type { MessageRenderer } from '../templates/message-renderer.ts'
import { BrowserGone, type SendPush } from './web-push.ts'

type PushDeliveryOptions = {
  readonly sendPush: SendPush
  readonly render: MessageRenderer
  readonly recipients: Pick<Recipients, 'get' | 'update'>
  readonly reachOf: ReachOf
  readonly shopUrl: string
}

const skipped = (reason: string) => ({ ended: { status: 'skipped', reason } as const })

/**
 * Sends to one browser of somebody, the title and one sentence: whoever sees the screen reads it. A browser that takes nothing any more is
 * forgotten.
 */
export function createPushDelivery(options: PushDeliveryOptions): Deliver {
  const { sendPush, render, recipients, reachOf, shopUrl } = options
  return async function deliver(id, message) {
    const { userId, address } = message
    const known = await recipients.get(userId)
    const browser = known?.data.push.find((one) => one.id === address)
    if (!browser) return skipped('the browser is not subscribed any more')
    if (isMarketing(message) && !(await reachOf(userId))?.marketing.includes('push'))
      return skipped('there is no consent any more')
    const { subject: title, text: body } = await render(message)
    try {
      await sendPush(browser, { title, body, url: orderUrlOf(shopUrl, message), tag: id })
    } catch (error) {
      if (!(error instanceof BrowserGone)) throw error
      await recipients.update(userId, (recipient) => {
        const next = removeBrowser(recipient, address)
        return next && { next }
      })
      return skipped('the browser does not take messages any more')
    }
    return {}
  }
}
