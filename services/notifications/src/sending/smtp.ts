import { createTransport } from 'nodemailer'
import type { Mail, SendMail } from './mail.ts'
import { SendError } from './send-error.ts'

export type SmtpOptions = {
  /** `smtp://host:587`, or `smtps://`. */
  readonly url: string
  /** Without one nobody signs in. */
  readonly user?: string | undefined
  readonly password?: string | undefined
  readonly from: string
}

export type Smtp = { readonly send: SendMail; close(): void }

/** Waiting for a server that hangs must end before the claim of the message does. */
const timeoutMs = 20_000
const bounds = {
  pool: true,
  /** Enough for a thousand mails a minute at a quarter of a second each. */
  maxConnections: 5,
  connectionTimeout: timeoutMs,
  greetingTimeout: timeoutMs,
  socketTimeout: timeoutMs,
  // a template may never read a file of this machine
  disableFileAccess: true,
  disableUrlAccess: true,
} as const

/** Mail by SMTP, over connections that are kept. */
export function createSmtp({ from, ...server }: SmtpOptions): Smtp {
  const transport = createTransport({ ...serverOf(server), ...bounds })
  return {
    async send(mail) {
      await transport.sendMail(messageOf(mail, from)).catch((error: unknown) => {
        throw sendErrorOf(error)
      })
    },
    close: () => transport.close(),
  }
}

function serverOf({ url, user, password = '' }: Omit<SmtpOptions, 'from'>) {
  const { hostname: host, port, protocol } = new URL(url)
  const secure = protocol === 'smtps:'
  return {
    ...{ host, secure, port: Number(port) || (secure ? 465 : 587) },
    ...(user && { auth: { user, pass: password } }),
  }
}

function messageOf({ files, headers, ...mail }: Mail, from: string) {
  return {
    ...mail,
    from,
    // answers of robots (out of office) would come back to the shop
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    attachments: files.map(({ name, ...file }) => ({ filename: name, ...file })),
  }
}

/**
 * Permanent is only what the server says of the recipient or the message (5xx, RFC 5321, section 4.2.1), and not what it says of us:
 * a sign-in that fails is mended by whoever runs the shop.
 */
function sendErrorOf(error: unknown): SendError {
  const {
    responseCode,
    code,
    message = 'no answer',
  } = error as Partial<Error & { responseCode: number; code: string }>
  const isOurs =
    code === 'EAUTH' || (responseCode !== undefined && [530, 535, 538].includes(responseCode))
  const permanent = !isOurs && responseCode !== undefined && responseCode >= 500
  const suppress = permanent && isMailboxUnknown(message) ? 'bounce' : undefined
  return new SendError(message.slice(0, 300), { permanent, suppress, cause: error })
}

/** Status 5.1.x says that of the address (RFC 3463); a message that was refused for what it says is another matter. */
const isMailboxUnknown = (answer: string): boolean => /\b5\.1\.\d+\b/.test(answer)
