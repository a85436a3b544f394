import { createTransport } from 'nodemailer'

export type SmtpServer = {
  /** `smtp://host:587`, or `smtps://`; port 587 of the one and 465 of the other unless it names one. */
  readonly url: string
  /** Without one nobody signs in. */
  readonly user?: string | undefined
  readonly password?: string | undefined
}

const timeoutMs = 20_000
const bounds = {
  pool: true,
  /** Enough for a thousand mails a minute at a quarter of a second each. */
  maxConnections: 5,
  connectionTimeout: timeoutMs,
  greetingTimeout: timeoutMs,
  socketTimeout: timeoutMs,
  // what is sent may never read a file of this machine
  disableFileAccess: true,
  disableUrlAccess: true,
} as const

/**
 * Mail by SMTP, over connections that are kept. A server that hangs is given up after 20 seconds.
 * @example const transport = createSmtpTransport({ url: 'smtps://smtp.example.com' }); await transport.sendMail({ … })
 */
export const createSmtpTransport = (server: SmtpServer) =>
  createTransport({ ...serverOf(server), ...bounds })

function serverOf({ url, user, password = '' }: SmtpServer) {
  const { hostname: host, port, protocol } = new URL(url)
  const secure = protocol === 'smtps:'
  return {
    ...{ host, secure, port: Number(port) || (secure ? 465 : 587) },
    ...(user && { auth: { user, pass: password } }),
  }
}
