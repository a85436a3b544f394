import { fateOf, type ProviderName, type World } from './world.ts'

/** A provider, or what stands for it. */
type Api = { fetch(request: Request): Response | Promise<Response> }

/** The road of the shop to a provider: calls and answers get lost, one by one or for a while. */
export function roadTo(world: World, name: ProviderName, api: Api): typeof fetch {
  const { scheduler, outages } = world
  return async (input, init) => {
    await scheduler.turn()
    const fate = outages.get(name) ?? fateOf(world)
    if (fate === 'lost') throw new TypeError('fetch failed')
    const answer = await api.fetch(new Request(input, init))
    await scheduler.turn()
    if (fate === 'unanswered') throw new TypeError('fetch failed')
    return answer
  }
}
