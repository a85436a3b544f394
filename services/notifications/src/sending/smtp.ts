import { createSmtpTransport, type SmtpServer } from '@comptoir/service/mail/smtp-transport'
import type { Mail, SendMail } from './mail.ts'
import { SendError } from './send-error.ts'

export type SmtpOptions = SmtpServer & { readonly from: string }

export type Smtp = { readonly send: SendMail; close(): void }

/** Mail by SMTP, over connections that are kept. */
export function createSmtp({ from, ...server }: SmtpOptions): Smtp {
  const transport = createSmtpTransport(server)
  return {
    async send(mail) {
      await transport.sendMail(messageOf(mail, from)).catch((error: unknown) => {
        throw sendErrorOf(error)
      })
    },
    close: () => transport.close(),
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
