import {
  listNotifications,
  readNotification,
  resendNotification,
} from '@comptoir/contracts/notifications/routes'
import type { Notification } from '@comptoir/contracts/notifications/schemas'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { resend } from '../notification/notification.ts'
import { listKey, type OutboxFilter } from '../notification/notification-store.ts'
import { notificationViewOf } from '../notification/notification-view.ts'

type OutboxDeps = Pick<Deps, 'notifications' | 'render' | 'clock' | 'wake'>

/** In place of what is made when a message is sent: staff need not open an order by a link that is the customer's. */
const hidden = { link: '•••', withdrawLink: '•••' }

/** The outbox, for staff. */
export function addOutboxRoutes(app: ServiceApp, deps: OutboxDeps): void {
  const { notifications, render, clock, wake } = deps

  app.openapi(listNotifications, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const page = { limit, cursor, order: 'desc' } as const
    const { items, ...rest } = await notifications.list('list', listKey(filter), page)
    const views = items.map(notificationViewOf)
    return c.json({ items: views.filter((view) => isAsked(view, filter)), ...rest }, 200)
  })

  app.openapi(readNotification, async (c) => {
    const document = await notifications.get(c.req.valid('param').notificationId)
    if (!document) throw refuse('not_found', 'there is no such message')
    const content = await render(document.data, hidden)
    return c.json({ ...notificationViewOf(document), content }, 200)
  })

  app.openapi(resendNotification, async (c) => {
    const { notificationId } = c.req.valid('param')
    const document = await notifications.update(notificationId, (message) => ({
      next: resend(message, clock().toISOString()),
    }))
    wake()
    return c.json(notificationViewOf(document), 202)
  })
}

const filters = ['status', 'channel', 'template', 'userId', 'recipient'] as const

/** The index answers one filter; the others are looked for in what it finds. */
const isAsked = (view: Notification, filter: OutboxFilter): boolean =>
  filters.every((name) => filter[name] === undefined || filter[name] === view[name])
