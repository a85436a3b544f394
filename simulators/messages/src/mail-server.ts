import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { Mailbox } from './mailbox.ts'

export type MailState = {
  /** Takes nothing, as a server that is down for the moment. */
  away: boolean
}

/** An answer of an SMTP server that is no acceptance (RFC 5321, section 4.2). */
const refusal = (responseCode: number, text: string) =>
  Object.assign(new Error(text), { responseCode })

/** What becomes of mail to test addresses, by how they begin: every other one is taken. */
const refusals: readonly { readonly begins: string; readonly error: Error }[] = [
  { begins: 'bounce', error: refusal(550, '5.1.1 no such mailbox') },
  { begins: 'full', error: refusal(452, '4.2.2 mailbox full') },
]

/** A mail server that takes every mail and sends none on. */
export function createMailServer(mailbox: Mailbox, state: MailState): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'any' }),
    onMailFrom: (_from, _session, done) =>
      done(state.away ? refusal(451, '4.3.2 try again later') : null),
    onRcptTo: ({ address }, _session, done) =>
      done(refusals.find(({ begins }) => address.startsWith(begins))?.error ?? null),
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const recipients = envelope.rcptTo.map(({ address }) => address)
        keep(mailbox, Buffer.concat(parts), recipients).then(
          () => done(null),
          (error: Error) => done(error),
        )
      })
    },
  })
  // a client that breaks off is no reason to end
  server.on('error', (error) => console.error(error.message))
  return server
}

async function keep(mailbox: Mailbox, raw: Buffer, recipients: readonly string[]): Promise<void> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' })
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))
  const files = mail.attachments.map(({ filename, mimeType, content }) => ({
    ...{ name: filename ?? 'file', contentType: mimeType },
    content: new Uint8Array(content as ArrayBuffer),
  }))
  for (const to of recipients) {
    mailbox.add({
      ...{ channel: 'email', messageId: mail.messageId ?? '', to, files, headers },
      from: mail.from?.address ?? '',
      ...{ subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html ?? '' },
      receivedAt: new Date().toISOString(),
    })
  }
}
