import type { Deliver } from '../sending/delivery.ts'
import type { Shop } from '../templates/layout.ts'
import type { MessageRenderer } from '../templates/message-renderer.ts'
import type { SendSms } from './twilio.ts'

type SmsOptions = {
  readonly sendSms: SendSms
  readonly render: MessageRenderer
  readonly shop: Pick<Shop, 'name'>
}

/** One SMS: who writes, and one sentence. */
export const createSmsDelivery =
  ({ sendSms, render, shop }: SmsOptions): Deliver =>
  async (_id, message) => {
    const { text } = render(message)
    await sendSms({ to: message.address, text: `${shop.name}: ${text}` })
    return {}
  }
