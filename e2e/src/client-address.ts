import { randomInt } from 'node:crypto'
import { request } from 'node:http'
import { isLeftOut } from './this-machine.ts'

export type Sent = {
  readonly body?: unknown
  /** The body as it goes over the wire, instead of `body` as JSON. */
  readonly bytes?: Buffer
  readonly headers?: Record<string, string>
  readonly token?: string
}
export type Received = { readonly status: number; readonly code: string | undefined }

/** Whether tests may call from many addresses here: other systems have no loopback address but one until they are told to. */
export const canCallFromMany = (): boolean =>
  !isLeftOut('limits by address', 'it calls from many addresses') && process.platform !== 'darwin'

/** A loopback address that no other test uses. */
export const newAddress = (): string =>
  `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`

/**
 * Calls the platform from a loopback address of its own, as one of many clients on the internet would.
 * @example const victim = callsFrom(platform.gatewayUrl, newAddress())
 */
export function callsFrom(baseUrl: string, localAddress: string) {
  return (operation: string, sent: Sent = {}): Promise<Received> => {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const bytes = sent.bytes ?? (sent.body === undefined ? undefined : jsonOf(sent.body))
    return new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(path, baseUrl.replace('localhost', '127.0.0.1')),
        { method, localAddress, headers: headersOf(sent, bytes), agent: false, timeout: 60_000 },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, code: codeIn(Buffer.concat(chunks)) }),
          )
        },
      )
      outgoing.on('error', reject)
      outgoing.end(bytes)
    })
  }
}

export type CallFrom = ReturnType<typeof callsFrom>

const jsonOf = (body: unknown) => Buffer.from(JSON.stringify(body))

function headersOf({ headers, token }: Sent, bytes: Buffer | undefined): Record<string, string> {
  return {
    ...(bytes && { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
    ...(token && { authorization: `Bearer ${token}` }),
    ...headers,
  }
}

function codeIn(body: Buffer): string | undefined {
  const text = body.toString()
  if (!text.startsWith('{')) return undefined
  const { code } = JSON.parse(text) as { code?: unknown }
  return typeof code === 'string' ? code : undefined
}
