import type { Deliver } from '../sending/delivery.ts'
import type { Shop } from '../templates/layout.ts'
import type { MessageRenderer } from '../templates/message-renderer.ts'
import type { SendSms } from './twilio.ts'

type SmsOptions = {
  readonly sendSms: SendSms
  readonly render: MessageRenderer
  readonly shop: Pick<Shop, 'name'>
  /** Where the provider tells what became of a message. */
  readonly statusUrlOf: (id: string, send: number) => string
}

/** One SMS: who writes, and one sentence. */
export const createSmsDelivery =
  ({ sendSms, render, shop, statusUrlOf }: SmsOptions): Deliver =>
  async (id, message) => {
    const { text } = await render(message)
    return await sendSms({
      ...{ to: message.address, text: `${shop.name}: ${text}` },
      statusUrl: statusUrlOf(id, message.sends),
    })
  }
