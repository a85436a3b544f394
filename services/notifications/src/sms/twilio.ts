import { z } from 'zod'
import { SendError } from '../sending/send-error.ts'
import type { Suppression } from '../suppression/suppression-store.ts'

export type TwilioOptions = {
  readonly url: string
  readonly accountSid: string
  readonly authToken: string
  readonly from: string
}

export type Sms = {
  readonly to: string
  readonly text: string
  /** Where Twilio tells what became of it. */
  readonly statusUrl: string
}
/** Hands an SMS over; answers what the provider calls it. */
export type SendSms = (sms: Sms) => Promise<{ providerRef: string }>

const timeoutMs = 20_000
const Sent = z.object({ sid: z.string() })
const Refused = z.object({ code: z.int(), message: z.string() })
/** What no later try can help: the number does not exist, takes no SMS, or cannot be reached from here. */
const permanent: ReadonlySet<number> = new Set([21211, 21214, 21217, 21610, 21612, 21614])

/**
 * Why a number is not written to any more, of an error that Twilio answers or tells later: its owner said stop; it does not exist, or is
 * a landline (https://www.twilio.com/docs/api/errors).
 */
export function suppressionOf(code: number): Suppression['reason'] | undefined {
  if (code === 21610) return 'unsubscribed'
  return [21211, 21614, 30005, 30006].includes(code) ? 'bounce' : undefined
}

/** SMS by Twilio's Messages API (2010-04-01). */
export function createTwilio(options: TwilioOptions): SendSms {
  const { url, accountSid, authToken, from } = options
  const endpoint = `${url}/2010-04-01/Accounts/${accountSid}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  return async function send({ to, text, statusUrl }) {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ To: to, From: from, Body: text, StatusCallback: statusUrl }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body: unknown = await answer.json().catch(() => undefined)
    if (answer.ok) return { providerRef: Sent.parse(body).sid }
    const refused = Refused.safeParse(body)
    const reason = refused.success
      ? `${refused.data.code} ${refused.data.message}`
      : `Twilio answered ${answer.status}`
    const code = refused.success ? refused.data.code : 0
    throw new SendError(reason, { permanent: permanent.has(code), suppress: suppressionOf(code) })
  }
}
