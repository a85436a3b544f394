import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import type { CallInput, Client } from '@comptoir/dapr/sidecar/invoke'
import { refuse } from '@comptoir/service/problems/refusal'
import type { RouteConfig } from '@hono/zod-openapi'

export type Answering = { readonly route: RouteConfig; readonly handle: (input: never) => unknown }

/** How the twin of a service answers one of its routes. */
export function answer<R extends RouteConfig>(
  route: R,
  handle: (input: CallInput<R>) => AnswerOf<R>,
): Answering {
  return { route, handle }
}

/** A client of a service that lives in this process: it notes what was asked, and refuses while it is away. */
export function clientTwin(
  service: string,
  shop: { readonly calls: string[]; readonly away: ReadonlySet<string> },
  answers: readonly Answering[],
): Client {
  const ask = async (route: RouteConfig, input: unknown) => {
    const operation = `${service}:${route.method} ${route.path}`
    if (shop.away.has(service) || shop.away.has(operation))
      throw refuse('dependency_unavailable', `${service} is away`)
    shop.calls.push(`${service} ${route.method} ${route.path}`)
    const found = answers.find((known) => known.route === route)
    if (!found) throw new Error(`the twin of ${service} does not know ${route.path}`)
    return structuredClone(found.handle((input ?? {}) as never))
  }
  return ask as Client
}
