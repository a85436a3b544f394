import { createSmtpTransport, type SmtpServer } from '@comptoir/service/mail/smtp-transport'
import type { ApprovedPlatform } from './platform.ts'

export type PlatformMailOptions = SmtpServer & {
  /** The address that the platform gave the seller for invoices. */
  readonly to: string
  /** Whom mails are from, and the SIREN by which the platform knows whose papers these are: as they are now. */
  readonly seller: () => { readonly from: string; readonly siren: string }
}

export type PlatformMail = Pick<ApprovedPlatform, 'submit'> & { close(): void }

/**
 * A platform that takes invoices by mail: one mail for each submission, with the Factur-X file attached. The id of the mail follows
 * from the reference, so that one which is sent again is the same mail. What the platform says of it comes another way.
 */
export function createPlatformMail(options: PlatformMailOptions): PlatformMail {
  const { to, seller, ...server } = options
  const transport = createSmtpTransport(server)
  return {
    async submit({ reference, bytes }) {
      const content = Buffer.from(bytes)
      const { from, siren } = seller()
      const domain = from.split('@').at(-1)?.replace('>', '') ?? 'localhost'
      await transport.sendMail({
        ...{ to, from, subject: `${siren.replaceAll(/\D/g, '')} ${reference}` },
        messageId: `<${reference}@${domain}>`,
        text: `Facture électronique ${reference} (Factur-X), en pièce jointe.`,
        attachments: [{ filename: `${reference}.pdf`, contentType: 'application/pdf', content }],
      })
    },
    close: () => transport.close(),
  }
}
