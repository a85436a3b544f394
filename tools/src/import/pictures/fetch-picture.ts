import { lookup as resolve } from 'node:dns'
import { get as getPlain, type IncomingMessage, type RequestOptions } from 'node:http'
import { get as getSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** What fetching a picture may cost. */
export const fetchLimits = { bytes: 10 * 1024 * 1024, timeoutMs: 20_000, redirects: 5 } as const

export type FetchRules = {
  /** Addresses of this machine and of private networks are refused unless this is set. */
  readonly allowPrivateHosts: boolean
  readonly limits?: typeof fetchLimits | { bytes: number; timeoutMs: number; redirects: number }
}

/** Why a picture could not be had; `isPassing` when asking again may help. */
export class PictureProblem extends Error {
  override readonly name = 'PictureProblem'
  readonly isPassing: boolean

  constructor(message: string, { isPassing = false } = {}) {
    super(message)
    this.isPassing = isPassing
  }
}

/**
 * Fetches a picture over HTTP. The address that a name resolves to is checked when the connection is made, for each
 * redirect anew, so that no file can make this machine ask its own network (server-side request forgery, CWE-918).
 */
export async function fetchPicture(address: string, rules: FetchRules): Promise<Uint8Array> {
  const { limits = fetchLimits } = rules
  const signal = AbortSignal.timeout(limits.timeoutMs)
  let url = address
  for (let hop = 0; hop <= limits.redirects; hop++) {
    const target = checkUrl(url, rules)
    const response = await request(target, rules, signal)
    const { statusCode = 0, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy()
      url = new URL(headers.location, target).href
      continue
    }
    if (statusCode === 200) return await readBody(response, limits.bytes, signal)
    response.destroy()
    const isPassing = statusCode === 429 || statusCode >= 500
    throw new PictureProblem(`it answers ${statusCode}`, { isPassing })
  }
  throw new PictureProblem(`it redirects more than ${limits.redirects} times`)
}

function checkUrl(text: string, { allowPrivateHosts }: FetchRules): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new PictureProblem('it is no http or https address')
  if (url.username !== '' || url.password !== '') {
    throw new PictureProblem('it has a user name or password in it')
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host) && !allowPrivateHosts && !isPublic(host)) throw privateHost(host)
  return url
}

/** Whether an address is of the public internet; an IPv4 address within an IPv6 one is looked at as such. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

const privateHost = (address: string) =>
  new PictureProblem(`${address} is not of the public internet (--allow-private-hosts allows it)`)

async function request(url: URL, rules: FetchRules, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    signal,
    agent: false,
    headers: { accept: 'image/*', 'user-agent': 'comptoir-import' },
    ...(!rules.allowPrivateHosts && { lookup: publicLookup }),
  }
  const get = url.protocol === 'https:' ? getSecure : getPlain
  return await new Promise((done, fail) => {
    get(url, options, done).on('error', (error) => fail(problemOf(error)))
  })
}

/** Resolves a name as usual, and fails when one of its addresses is not public. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const wrong = addresses?.find(({ address }) => !isPublic(address))
    if (error) done(error, [])
    else if (wrong) done(privateHost(`${hostname} (${wrong.address})`), [])
    else if (options.all) done(null, addresses)
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family)
  })
}

async function readBody(
  response: IncomingMessage,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const stop = () => response.destroy(signal.reason)
  signal.addEventListener('abort', stop)
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length
      if (size > most) throw new PictureProblem(`it is larger than ${most} bytes`)
      parts.push(part)
    }
  } catch (error) {
    throw problemOf(error)
  } finally {
    signal.removeEventListener('abort', stop)
    response.destroy()
  }
  return Buffer.concat(parts)
}

function problemOf(error: unknown): PictureProblem {
  if (error instanceof PictureProblem) return error
  const { name, code, message } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError' || name === 'AbortError') {
    return new PictureProblem('it takes too long', { isPassing: true })
  }
  const isUnknown = code === 'ENOTFOUND'
  const reason = isUnknown ? 'its host is not known' : `it cannot be fetched: ${message}`
  return new PictureProblem(reason, { isPassing: !isUnknown })
}
