import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ProblemCode } from '@comptoir/contracts/problem'
import { problemOf } from '../problems/problem.ts'
import { type Refusal, refuse } from '../problems/refusal.ts'
import { alwaysHeaders } from './response-headers.ts'
import { allowOf } from './undeclared-route.ts'

export type UnreadableOptions = {
  readonly appId: string
  readonly fetch: (request: Request) => Response | Promise<Response>
}

type ParserError = Error & { readonly code?: string; readonly rawPacket?: Buffer }

/** How long a client may go on sending after its answer: closing earlier would take the answer away from it. */
const lingerMs = 1_000
const firstLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) (\/[^\s]*) HTTP\/1\.[01]\r?\n/
const startOfRequest = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32} \//
const headersOf: Partial<Record<ProblemCode, Record<string, string>>> = {
  method_not_allowed: { allow: allowOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) },
  rate_limited: { 'retry-after': '1' },
}

/** Answers, in the one form of problems, what cannot be read as a request, and closes the connection cleanly. */
export function answerUnreadable({ appId, fetch }: UnreadableOptions) {
  const answered = new WeakSet<Duplex>()

  async function send(socket: Duplex, answer: Response): Promise<void> {
    if (answered.has(socket) || !socket.writable) return
    answered.add(socket)
    await write(socket, answer)
  }

  /** A verb that Node does not know: the app says what its path allows. */
  async function askApp(socket: Duplex, rawPacket: Buffer | undefined): Promise<void> {
    const [, method, target] = firstLine.exec(rawPacket?.toString('latin1', 0, 16_384) ?? '') ?? []
    if (!method || !target)
      return await send(socket, problemAnswer(appId, refuse('invalid_request')))
    const asked = new Request(new URL(target, 'http://localhost'), { method })
    await send(socket, await fetch(asked))
  }

  const refuseSocket = (socket: Duplex, code: ProblemCode): void => {
    void send(socket, problemAnswer(appId, refuse(code, undefined, { headers: headersOf[code] })))
  }

  return {
    refuse: refuseSocket,
    connection(error: ParserError, socket: Duplex): void {
      if (answered.has(socket)) return
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
      else if (error.code !== 'HPE_INVALID_METHOD') refuseSocket(socket, codeOf(error))
      else void askApp(socket, error.rawPacket).catch(() => refuseSocket(socket, 'invalid_request'))
    },
    /** The answer to a request that was parsed and still means nothing, such as one without a host. */
    request(error: unknown): Response {
      if (error instanceof Error && error.name === 'RequestError')
        return problemAnswer(appId, refuse('invalid_request'))
      console.error(error)
      return problemAnswer(appId, refuse('internal_error'))
    },
  }
}

/** A problem that is answered outside of the app; it ends the connection. */
export function problemAnswer(appId: string, refusal: Refusal): Response {
  const problem = problemOf(refusal)
  const headers = {
    ...Object.fromEntries(alwaysHeaders(appId)),
    ...refusal.headers,
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    connection: 'close',
  }
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

async function write(socket: Duplex, answer: Response): Promise<void> {
  const body = await answer.text()
  const head = [`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`]
  const headers = new Headers(answer.headers)
  headers.set('content-length', String(Buffer.byteLength(body)))
  headers.set('connection', 'close')
  for (const [name, value] of headers) head.push(`${name}: ${value}`)
  socket.end([...head, '', body].join('\r\n'))
  socket.resume()
  setTimeout(() => socket.destroy(), lingerMs).unref()
}

function codeOf({ code, rawPacket }: ParserError): ProblemCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout'
  if (code !== 'HPE_HEADER_OVERFLOW') return 'invalid_request'
  return rawPacket !== undefined && isFirstLine(rawPacket) ? 'uri_too_long' : 'headers_too_large'
}

/**
 * Whether a packet is a first line without an end. One that came in later packets cannot be told from a long header: only
 * the last packet is known, and both are too much before the body (RFC 6585, 5).
 */
const isFirstLine = (packet: Buffer): boolean =>
  startOfRequest.test(packet.toString('latin1', 0, 64)) && !packet.includes('\n')
