import { createMailbox } from '@comptoir/message-simulator/mailbox'
import { createTwilio as createTwilioSimulator } from '@comptoir/message-simulator/twilio'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTwilio, type TwilioOptions } from './twilio.ts'

const state = { away: false }
const mailbox = createMailbox()
const account = { accountSid: 'AC1', authToken: 'a token', from: 'Comptoir' }
const statusUrl = 'http://127.0.0.1:1/status'
const sms = (to: string, text: string) => ({ to, text, statusUrl })
let listener: Listener
let options: TwilioOptions

beforeAll(async () => {
  const simulator = createTwilioSimulator({ mailbox, state, authToken: account.authToken })
  listener = await listen(simulator, { port: 0, host: '127.0.0.1' })
  options = { ...account, url: `http://127.0.0.1:${listener.port}` }
})
afterAll(() => listener.close())

describe('an SMS by Twilio', () => {
  it('arrives with who writes and what it says', async () => {
    const { providerRef } = await createTwilio(options)(sms('+33612345678', 'Été'))
    expect(mailbox.all()).toMatchObject([
      { channel: 'sms', messageId: providerRef, to: '+33612345678', from: 'Comptoir', text: 'Été' },
    ])
  })

  it.each([
    ['+15005550001', 'no number', 'bounce'],
    ['+15005550004', 'said stop', 'unsubscribed'],
    ['+15005550009', 'no mobile', 'bounce'],
  ])('to %s is refused for good: %s', async (to, _what, suppress) => {
    const sending = createTwilio(options)(sms(to, 'x'))
    await expect(sending).rejects.toMatchObject({ permanent: true, suppress })
  })

  it('is tried again while Twilio is away, or does not know the shop', async () => {
    state.away = true
    const send = createTwilio(options)(sms('+33612345678', 'x'))
    await expect(send).rejects.toMatchObject({ permanent: false })
    state.away = false
    const stranger = createTwilio({ ...options, authToken: 'another' })
    const refused = stranger(sms('+33612345678', 'x'))
    await expect(refused).rejects.toMatchObject({ permanent: false })
  })
})
