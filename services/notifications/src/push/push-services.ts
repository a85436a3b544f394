/** Who takes push messages for browsers: Chrome and Edge, Firefox, Safari, old Edge. `*.` stands for any name before it. */
export const knownPushServices =
  'https://fcm.googleapis.com,https://*.push.services.mozilla.com,https://web.push.apple.com,https://*.notify.windows.com'

/**
 * Whether an endpoint is one of a push service. A browser names it, so without a list anybody could have the shop call any address,
 * also one inside its network.
 * @example isOfPushService('https://fcm.googleapis.com/fcm/send/x', knownPushServices) // true
 */
export function isOfPushService(endpoint: string, services: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const { origin, protocol, host, username } = new URL(endpoint)
  if (username !== '') return false
  return services
    .split(',')
    .map((service) => service.trim())
    .some((service) => {
      const [scheme = '', domain] = service.split('*')
      if (domain === undefined) return service === origin
      return scheme === `${protocol}//` && host.endsWith(domain)
    })
}
