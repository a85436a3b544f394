import { passesLuhn } from '@comptoir/contracts/checks/luhn'
import pino from 'pino'
import { currentTrace } from './trace.ts'

export type Logger = pino.Logger

const secretFields = [
  'email',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'password',
  'cookie',
  'dapr-api-token',
]
const secretPaths = secretFields.flatMap((field) => {
  const key = field.includes('-') ? `["${field}"]` : field
  const nested = field.includes('-') ? key : `.${key}`
  return [key, `*${nested}`, `*.*${nested}`]
})

const cardLike = /(?<![0-9A-Za-z.])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z])/g
/** Whole runs of the characters of emails and tokens: a run is read once, however long it is. */
const words = /[\w.+@-]{5,}/g
const domainLike = /^[\w-]+\.[\w.-]/

/**
 * Takes out of a log line what must never be in it: card numbers (Luhn), emails, tokens. Clients choose what is in a
 * line, so its time grows with its length and no faster.
 */
export function scrub(line: string): string {
  return line
    .replace(words, scrubWord)
    .replace(cardLike, (digits) => (passesLuhn(digits.replace(/\D/g, '')) ? '[card]' : digits))
}

function scrubWord(word: string): string {
  if (word.includes('eyJ') && holdsToken(word)) return '[token]'
  return word.includes('@') && holdsEmail(word) ? '[email]' : word
}

function holdsEmail(word: string): boolean {
  const parts = word.split('@')
  return parts.some((part, n) => n > 0 && parts[n - 1] !== '' && domainLike.test(part))
}

/** A JSON web token: three parts with points between, the first of them an object in base64url. */
function holdsToken(word: string): boolean {
  const parts = word.split('.')
  return parts.some((part, n) => {
    const start = part.indexOf('eyJ')
    return start !== -1 && part.length - start > 10 && Boolean(parts[n + 1] && parts[n + 2])
  })
}

/**
 * A JSON logger on standard output: one line per event, with the trace it belongs to, without secrets.
 * @example const log = createLogger('orders'); log.info({ orderId }, 'order placed')
 */
export function createLogger(
  appId: string,
  level = 'info',
  stream?: pino.DestinationStream,
): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { service: appId },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretPaths, censor: '[redacted]' },
    hooks: { streamWrite: scrub },
    mixin: traceFields,
  }
  return stream ? pino(options, stream) : pino(options)
}

function traceFields(): object {
  const trace = currentTrace()
  return trace ? { traceId: trace.traceId, spanId: trace.spanId } : {}
}
