import { createApi, eventually } from '../../../src/api.ts'
import { expectStatus } from '../../../src/shopper.ts'
import type { Shop } from '../test.ts'

type LoggedEvent = { readonly subject: string; readonly type: string }
type Page = { readonly entries: readonly { readonly event: LoggedEvent }[]; readonly next: string }

const ports = { orders: 9005, billing: 9007 } as const
const confirmed = 'comptoir.orders.order-confirmed.v1'

/**
 * Has billing keep the confirmation of an order as a dead letter, as if it could not have handled it: the genuine event, handed in
 * where the broker brings what nobody took. Handled again, it changes nothing.
 */
export async function buryConfirmation({ platform }: Shop, orderId: string): Promise<void> {
  const { portOffset, appApiToken } = platform
  const api = (port: number) => createApi(`http://127.0.0.1:${port + portOffset}`)
  const asApp = (caller: string) => ({
    'dapr-api-token': appApiToken,
    'dapr-caller-app-id': caller,
  })
  async function logged(): Promise<LoggedEvent | undefined> {
    for (let after = '0-0'; ; ) {
      const page = await api(ports.orders)<Page>(`GET /internal/log?after=${after}&limit=500`, {
        headers: asApp('billing'),
      })
      expectStatus('the log of orders', page, 200)
      const { entries, next } = page.body
      const entry = entries.find(
        ({ event }) => event.type === confirmed && event.subject === orderId,
      )
      if (entry || entries.length === 0) return entry?.event
      after = next
    }
  }
  const event = await eventually('the confirmation', logged, (seen) => seen !== undefined)
  const answer = await api(ports.billing)('POST /events-dead', {
    ...{ headers: asApp('orders'), body: event },
  })
  expectStatus('the dead letter', answer, 200)
}
