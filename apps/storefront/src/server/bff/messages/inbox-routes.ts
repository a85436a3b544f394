import type { ServiceApp } from '@comptoir/service/app'
import { usedOnly } from './used-only.ts'

/** The inbox of who is signed in, and the browsers that show its messages: passed on as they are. */
export function addInboxRoutes(app: ServiceApp): void {
  const inbox = ['GET /bff/inbox', 'GET /bff/inbox/events']
  app.use(
    '/bff/inbox/*',
    usedOnly([...inbox, 'POST /bff/inbox/read', 'POST /bff/inbox/:notificationId/read']),
  )
  const browsers = '/bff/push-subscriptions'
  app.use(
    `${browsers}/*`,
    usedOnly([
      ...[`GET ${browsers}`, `POST ${browsers}`],
      ...[`GET ${browsers}/key`, `DELETE ${browsers}/:subscriptionId`],
    ]),
  )
}
