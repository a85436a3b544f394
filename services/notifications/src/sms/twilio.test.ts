import { createMailbox } from '@comptoir/message-simulator/mailbox'
import { createTwilio as createTwilioSimulator } from '@comptoir/message-simulator/twilio'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTwilio, type TwilioOptions } from './twilio.ts'
import { isOfTwilio } from './twilio-signature.ts'

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

  it('is told of where the simulator reaches the shop, signed for the address that was named', async () => {
    const { promise: told, resolve } = Promise.withResolvers<{ path: string; isOurs: boolean }>()
    const statusUrl = 'http://shop.invalid/api/sms-events/ntf_1/1'
    const fetch = async (request: Request) => {
      const parameters = new URLSearchParams(await request.text())
      const signature = request.headers.get('x-twilio-signature') ?? ''
      const { authToken } = account
      const isOurs = isOfTwilio({ authToken, url: statusUrl, parameters, signature })
      resolve({ path: new URL(request.url).pathname, isOurs })
      return new Response(null, { status: 204 })
    }
    const inside = await listen({ fetch }, { port: 0, host: '127.0.0.1' })
    const webhookUrl = `http://127.0.0.1:${inside.port}`
    const simulator = await listen(
      createTwilioSimulator({ mailbox, state, authToken: account.authToken, webhookUrl }),
      { port: 0, host: '127.0.0.1' },
    )
    const send = createTwilio({ ...options, url: `http://127.0.0.1:${simulator.port}` })
    await send({ to: '+33612345678', text: 'x', statusUrl })
    expect(await told).toEqual({ path: '/api/sms-events/ntf_1/1', isOurs: true })
    await Promise.all([inside.close(), simulator.close()])
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
