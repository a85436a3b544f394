import { readConsumption } from '@comptoir/contracts/platform/consumption'
import { listDeadLetters, replayDeadLetter } from '@comptoir/contracts/platform/dead-letters'
import {
  listAllDeadLetters,
  listConsumption,
  replayOneDeadLetter,
} from '@comptoir/contracts/platform/operations'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import type { Clients } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceApp } from '@comptoir/service/app'

export type OperationDeps = { readonly clients: Clients }

const behind = appIds.filter((appId) => appId !== 'gateway')

/** What operators ask of every service at once. */
export function addOperationRoutes(app: ServiceApp, { clients }: OperationDeps): void {
  app.openapi(listConsumption, async (c) => {
    const { answers, silent } = await askAll((appId) => clients[appId](readConsumption))
    return c.json({ services: answers.map(({ answer }) => answer), silent }, 200)
  })

  app.openapi(listAllDeadLetters, async (c) => {
    const query = { limit: 100 }
    const { answers, silent } = await askAll((appId) => clients[appId](listDeadLetters, { query }))
    const items = answers.flatMap(({ appId, answer }) =>
      answer.items.map((letter) => ({ ...letter, service: appId })),
    )
    return c.json({ items, silent }, 200)
  })

  app.openapi(replayOneDeadLetter, async (c) => {
    const { service, deadLetterId } = c.req.valid('param')
    const options = { params: { deadLetterId }, retry: true, timeoutMs: 15_000 }
    return c.json(await clients[service](replayDeadLetter, options), 200)
  })
}

/** Asks every service; one that does not answer is named instead. */
export async function askAll<T>(ask: (appId: AppId) => Promise<T>) {
  const asked = await Promise.all(
    behind.map(async (appId) => ({ appId, answer: await ask(appId).catch(() => undefined) })),
  )
  return {
    answers: asked.flatMap(({ appId, answer }) => (answer === undefined ? [] : { appId, answer })),
    silent: asked.flatMap(({ appId, answer }) => (answer === undefined ? appId : [])),
  }
}
