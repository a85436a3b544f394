import { createHmac } from 'node:crypto'

export type Transmission = {
  readonly id: string
  readonly time: string
  readonly webhookId: string
  readonly body: string
}

/**
 * Signs a transmission. PayPal signs with a certificate; nobody but PayPal can tell that this is a keyed hash, since the
 * shop lets PayPal verify it.
 */
export function signTransmission(
  { id, time, webhookId, body }: Transmission,
  secret: string,
): string {
  const canonical = JSON.stringify(JSON.parse(body))
  return createHmac('sha256', secret)
    .update(`${id}|${time}|${webhookId}|${canonical}`)
    .digest('base64')
}
