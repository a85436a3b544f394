import { sign, verify } from 'node:crypto'
import { createCounter } from '../observability/metrics.ts'
import { toAddress } from './client-address.ts'
import { privateKeyOf, publicKeysOf } from './service-keys.ts'

/** In it the storefront says to the gateway for which visitor's address it asks, signed with its key. */
export const visitorAddressHeader = 'comptoir-visitor-address'

/** A statement is believed so long after it was made, and before it by a clock that is behind, in ms. */
const goodForMs = 120_000
/** It is made again after so long: signing takes longer than most of what it stands before. */
const remadeAfterMs = 30_000
const keptAtMost = 10_000

type Clock = () => number

export type StatementOptions = {
  /** The storefront's own Ed25519 seed. */
  readonly eventSigningKey: string
  readonly clock?: Clock
}

/**
 * Says for which address the storefront asks.
 * @example const stateAddress = createVisitorStatements(config); headers[visitorAddressHeader] = stateAddress('203.0.113.7')
 */
export function createVisitorStatements({ eventSigningKey, clock = Date.now }: StatementOptions) {
  const key = privateKeyOf(eventSigningKey)
  const made = new Map<string, { readonly statement: string; readonly at: number }>()

  return function stateAddress(address: string): string {
    const now = clock()
    const known = made.get(address)
    if (known && now - known.at < remadeAfterMs) return known.statement
    const signature = sign(null, signedBytesOf(address, now), key).toString('base64url')
    const statement = `${address};${now};${signature}`
    if (made.size >= keptAtMost) made.clear()
    made.set(address, { statement, at: now })
    return statement
  }
}

const unbelieved = createCounter({
  name: 'comptoir_visitor_statements_unbelieved_total',
  help: 'Statements of for whom is asked, which did not count',
  labelNames: ['reason'],
})

export type CheckOptions = {
  /** The public keys of all services: those of the storefront count. */
  readonly eventPublicKeys: string
  readonly clock?: Clock
}

/** The address that a statement is for; nothing unless the storefront made it, a moment ago. */
export type VisitorOf = (statement: string | undefined, sender: string) => string | undefined

/**
 * Checks what the header says. A checked statement is remembered as long as it is good, and who sends forged ones is no longer listened to
 * for a minute: a check takes 0.2 ms of a core, more than most requests.
 * `sender`: the address that counts without a statement. What is not believed is counted by its reason: then all visitors of a site
 * share its address, and its limits.
 * @example const visitorOf = createVisitorCheck(config); visitorOf(headers[visitorAddressHeader], sender)
 */
export function createVisitorCheck({ eventPublicKeys, clock = Date.now }: CheckOptions): VisitorOf {
  const keys = publicKeysOf(eventPublicKeys).get('storefront') ?? []
  const genuine = new Set<string>()
  const forgeries = createForgeryCount(clock)

  /** Why a statement does not count; nothing when it does. */
  function faultOf({ whole, text, time, signature }: Statement, sender: string) {
    if (Math.abs(clock() - time) > goodForMs) return 'untimely'
    if (genuine.has(whole)) return undefined
    if (forgeries.isLoud(sender)) return 'unheard'
    const bytes = signedBytesOf(text, time)
    const given = Buffer.from(signature, 'base64url')
    if (!keys.some((key) => verify(null, bytes, key, given))) {
      forgeries.count(sender)
      return 'forged'
    }
    if (genuine.size >= keptAtMost) genuine.clear()
    genuine.add(whole)
    return undefined
  }

  return function visitorOf(header, sender) {
    if (header === undefined) return undefined
    const statement = read(header)
    const reason = statement ? faultOf(statement, sender) : 'unreadable'
    if (reason) unbelieved.inc({ reason })
    return reason ? undefined : statement?.address
  }
}

type Statement = Record<'whole' | 'text' | 'address' | 'signature', string> & { time: number }

function read(whole: string): Statement | undefined {
  const [, text = '', time = '', signature = ''] = form.exec(whole) ?? []
  const address = toAddress(text)
  return address === undefined ? undefined : { whole, text, address, signature, time: Number(time) }
}

/** Address, time in ms since 1970, signature. */
const form = /^([\da-f:.]{2,45});(\d{13});([\w-]{86})$/i

const signedBytesOf = (address: string, at: number) =>
  Buffer.from(`comptoir visitor address v1\n${address}\n${at}`)

const forgeriesAtMost = 20
const quietForMs = 60_000

/** Who sent forged statements in the last minute. */
function createForgeryCount(clock: Clock) {
  const counted = new Map<string, { readonly count: number; readonly until: number }>()
  const of = (address: string) => {
    const known = counted.get(address)
    return known && known.until > clock() ? known : { count: 0, until: clock() + quietForMs }
  }
  return {
    isLoud: (address: string) => of(address).count >= forgeriesAtMost,
    count(address: string): void {
      const { count, until } = of(address)
      if (counted.size >= keptAtMost) counted.clear()
      counted.set(address, { count: count + 1, until })
    },
  }
}
