import { inject } from 'vitest'
import { createApi } from './api.ts'
import { signIn } from './shopper.ts'
import { isElsewhere, leaveOut } from './this-machine.ts'

/** What most journeys need: the running platform, clients of it and of its services, and the token of its staff. */
export async function openJourney() {
  const platform = inject('platform')
  const api = createApi(platform.gatewayUrl)
  const direct = (port: number) => {
    if (isElsewhere) leaveOut('it calls a service past the gateway')
    return createApi(`http://127.0.0.1:${port + platform.portOffset}`)
  }
  return { platform, api, direct, staff: await signIn(api, platform.staff) }
}
