import { createHash } from 'node:crypto'
import * as contract from '@comptoir/contracts/notifications/push'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { isOfPushService } from '../push/push-services.ts'
import { addBrowser, type PushSubscription, removeBrowser } from '../recipients/recipient.ts'
import { leaveToUser } from '../recipients/recipient-store.ts'

type PushDeps = Pick<Deps, 'recipients' | 'pushKey' | 'pushServices' | 'clock'>

/** Browsers of signed-in users that show messages. */
export function addPushRoutes(app: ServiceApp, deps: PushDeps): void {
  const { recipients, pushKey, pushServices, clock } = deps

  app.openapi(contract.readPushKey, (c) => c.json({ publicKey: pushKey }, 200))

  app.openapi(contract.listPushSubscriptions, async (c) => {
    const known = await recipients.get(currentUser(c).id)
    return c.json({ items: (known?.data.push ?? []).map(toView) }, 200)
  })

  app.openapi(contract.addPushSubscription, async (c) => {
    const { endpoint, keys } = c.req.valid('json')
    if (!isOfPushService(endpoint, pushServices))
      throw refuse('invalid_request', 'no push service that the shop sends to', {
        errors: [{ field: 'endpoint', code: 'custom', message: 'no such push service' }],
      })
    const id = idOf(endpoint)
    const createdAt = clock().toISOString()
    const { data } = await recipients.upsert(currentUser(c).id, (known) => ({
      next: addBrowser(known, { id, endpoint, keys, createdAt }),
    }))
    await leaveToUser(recipients, { browserId: id, userId: currentUser(c).id })
    const browser = data.push.find((one) => one.id === id)
    return c.json(toView(browser ?? { id, endpoint, keys, createdAt }), 201)
  })

  app.openapi(contract.removePushSubscription, async (c) => {
    const { subscriptionId } = c.req.valid('param')
    await recipients
      .update(currentUser(c).id, (known) => {
        const next = removeBrowser(known, subscriptionId)
        return next && { next }
      })
      .catch((error: unknown) => {
        // who never set anything has no browser either
        if (!isRefusal(error, 'not_found')) throw error
      })
    return c.body(null, 204)
  })
}

/** The same browser subscribes to the same endpoint: it is one, however often it does. */
const idOf = (endpoint: string): string =>
  `psh_${createHash('sha256').update(endpoint).digest('base64url').slice(0, 27)}`

const toView = ({ id, endpoint, createdAt }: PushSubscription) => ({
  ...{ subscriptionId: id, service: new URL(endpoint).host, createdAt },
})
