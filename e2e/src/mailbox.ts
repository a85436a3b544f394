import { eventually } from './api.ts'
import { leaveOut } from './this-machine.ts'

/** A mail as the message simulator has it. */
export type Mail = {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** How often it came under the same message id. */
  readonly copies: number
  readonly headers: Readonly<Record<string, string>>
  readonly files: readonly { name: string; contentType: string; bytes: number }[]
}
type Reached = { readonly mailboxUrl?: string | undefined }

/** Where the message simulator is; leaves the test out where it cannot be reached. */
export const mailboxOf = ({ mailboxUrl }: Reached): string =>
  mailboxUrl ?? leaveOut('it reads mails in the message simulator')

/** What arrived for an address, newest first. */
export async function mailsTo(reached: Reached, to: string): Promise<Mail[]> {
  const answer = await fetch(`${mailboxOf(reached)}/api/messages?to=${encodeURIComponent(to)}`)
  return ((await answer.json()) as { items: Mail[] }).items
}

/** Waits for a mail to an address whose subject matches. */
export async function mailTo(
  reached: Reached,
  to: string,
  subject: RegExp,
  withinMs?: number,
): Promise<Mail> {
  const [mail] = await eventually(
    `a mail to ${to} about ${subject}`,
    async () => (await mailsTo(reached, to)).filter((one) => subject.test(one.subject)),
    (found) => found.length > 0,
    withinMs,
  )
  if (!mail) throw new Error('no mail')
  return mail
}

/** The secret of the link that opens an order of a guest. */
export const linkIn = ({ text }: Mail): string =>
  decodeURIComponent(/#link=([\w.%~-]+)/.exec(text)?.[1] ?? '')

/** The token of the link in a mail of accounts. */
export const tokenIn = ({ text }: Mail): string =>
  decodeURIComponent(/#token=([\w.%~-]+)/.exec(text)?.[1] ?? '')
