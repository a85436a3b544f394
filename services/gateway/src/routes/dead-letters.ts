import {
  discardDeadLetter,
  listDeadLetters,
  replayDeadLetter,
  replayDeadLetters,
} from '@comptoir/contracts/platform/dead-letters'
import {
  discardOneDeadLetter,
  listAllDeadLetters,
  listDeadLettersOfService,
  replayDeadLettersOfService,
  replayOneDeadLetter,
} from '@comptoir/contracts/platform/operations'
import type { Clients } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { askAll } from './ask-all.ts'

/** Fifty handlers, one after the other. */
const replayMs = 60_000

/** The events that services could not handle: listed, replayed, discarded. */
export function addDeadLetterRoutes(app: ServiceApp, { clients }: { clients: Clients }): void {
  app.openapi(listAllDeadLetters, async (c) => {
    const query = { limit: 100 }
    const { answers, silent } = await askAll((appId) => clients[appId](listDeadLetters, { query }))
    const items = answers.flatMap(({ appId, answer }) =>
      answer.items.map((letter) => ({ ...letter, service: appId })),
    )
    return c.json({ items, silent }, 200)
  })

  app.openapi(listDeadLettersOfService, async (c) => {
    const { service } = c.req.valid('param')
    return c.json(await clients[service](listDeadLetters, { query: c.req.valid('query') }), 200)
  })

  app.openapi(replayOneDeadLetter, async (c) => {
    const { service, deadLetterId } = c.req.valid('param')
    const query = { by: currentUser(c).id }
    const options = { params: { deadLetterId }, query, retry: true, timeoutMs: 15_000 }
    return c.json(await clients[service](replayDeadLetter, options), 200)
  })

  app.openapi(replayDeadLettersOfService, async (c) => {
    const { service } = c.req.valid('param')
    const body = { ...c.req.valid('json'), by: currentUser(c).id }
    return c.json(await clients[service](replayDeadLetters, { body, timeoutMs: replayMs }), 200)
  })

  app.openapi(discardOneDeadLetter, async (c) => {
    const { service, deadLetterId } = c.req.valid('param')
    const body = { by: currentUser(c).id, reason: c.req.valid('json').reason }
    const options = { params: { deadLetterId }, body, retry: true }
    return c.json(await clients[service](discardDeadLetter, options), 200)
  })
}
