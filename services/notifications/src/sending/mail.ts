export type MailFile = {
  readonly name: string
  readonly contentType: string
  readonly content: Buffer
}

/** A mail as it leaves; `messageId` is the same however often it is tried. */
export type Mail = {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly files: readonly MailFile[]
}

/** Hands a mail to whoever delivers it; throws a `SendError`. */
export type SendMail = (mail: Mail) => Promise<void>
