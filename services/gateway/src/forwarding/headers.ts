import { clientAddressHeader } from '@comptoir/service/auth/client-address'

export type HeaderRecord = Record<string, string | string[] | undefined>

const hopByHop = [
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
]
/** Ours to say, or without meaning behind the gateway. */
const notForwarded = new Set([
  ...hopByHop,
  ...['host', 'content-length', 'expect', 'accept-encoding', 'origin', 'forwarded', 'traceparent'],
])
const notForwardedPrefix = /^(dapr-|x-user-|x-forwarded-|x-real-ip|comptoir-)/
const notReturned = new Set([...hopByHop, 'content-length', 'date', 'set-cookie'])
const notReturnedPrefix = /^(dapr-|access-control-|traceparent|comptoir-)/

export type Client = {
  readonly ip: string
  readonly host: string | undefined
  readonly forwardedFor: string | undefined
  readonly traceparent: string | undefined
}

/** The request headers a service gets: without hop-by-hop ones and without what only we may say. */
export function requestHeaders(given: HeaderRecord, client: Client): Record<string, string> {
  const headers = passedOn(given, notForwarded, notForwardedPrefix)
  for (const name of namedByConnection(given['connection'])) headers.delete(name)
  return { ...Object.fromEntries(headers), ...addedHeaders(client) }
}

function passedOn(given: HeaderRecord, without: ReadonlySet<string>, withoutPrefix: RegExp) {
  const kept = new Map<string, string>()
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || without.has(name) || withoutPrefix.test(name)) continue
    kept.set(name, typeof value === 'string' ? value : value.join(', '))
  }
  return kept
}

function addedHeaders({ ip, host, forwardedFor, traceparent }: Client): Record<string, string> {
  return {
    [clientAddressHeader]: ip,
    'x-forwarded-for': forwardedFor ? `${forwardedFor}, ${ip}` : ip,
    ...(host && { 'x-forwarded-host': host }),
    ...(traceparent && { traceparent }),
  }
}

function namedByConnection(connection: string | string[] | undefined): string[] {
  if (connection === undefined || connection === 'keep-alive') return []
  const names = String(connection).toLowerCase().split(',')
  return names.map((name) => name.trim())
}

/** The answer headers a client gets: without hop-by-hop ones and those of the sidecar. Cookies stay apart. */
export function answerHeaders(given: HeaderRecord) {
  const headers = Object.fromEntries(passedOn(given, notReturned, notReturnedPrefix))
  const cookies = given['set-cookie']
  return cookies === undefined ? { headers } : { headers, cookies: [cookies].flat() }
}
