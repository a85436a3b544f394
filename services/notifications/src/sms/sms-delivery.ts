import type { Deliver } from '../sending/delivery.ts'
import type { MessageRenderer } from '../templates/message-renderer.ts'
import type { SendSms } from './twilio.ts'

type SmsOptions = {
  readonly sendSms: SendSms
  readonly render: MessageRenderer
  readonly shopName: string
}

/** One SMS: who writes, and one sentence. */
export const createSmsDelivery =
  ({ sendSms, render, shopName }: SmsOptions): Deliver =>
  async (_id, message) => {
    const { text } = render(message)
    await sendSms({ to: message.address, text: `${shopName}: ${text}` })
    return {}
  }
