import { type ReadLedger, simulatorLedger } from '../../reconcile/provider-books.ts'
import { checkout, layoutOf } from '../../runner/plan/layout.ts'
import { portsAt } from '../../runner/plan/ports.ts'
import { demoPassword, demoPeople, secretsIn } from '../../runner/plan/secrets.ts'
import { runningNow } from '../../runner/process/run-file.ts'
import { UserError } from '../../runner/screen/user-error.ts'
import type { Credentials } from '../../shop/staff-session.ts'

/** What stands beside the shop that runs here, and who works in it. */
export type Surroundings = {
  readonly mailboxUrl: string
  readonly readLedger: ReadLedger
  readonly vendor: Credentials
  readonly agent: Credentials
}

/** Throws a UserError when the shop at that address is not the one that runs here. */
export function findSurroundings(gatewayUrl: string): Surroundings {
  const layout = layoutOf(checkout)
  const run = runningNow(layout.runFile)
  if (run?.gatewayUrl !== gatewayUrl)
    throw new UserError('this story reads the mailbox of the shop that runs here: npm start')
  const { messages, simulator, paypal } = portsAt(run.portOffset)
  const secrets = secretsIn(layout.secretsFile)
  const ledgers = [simulator, paypal].map((port) => `http://127.0.0.1:${port}`).join(',')
  return {
    mailboxUrl: `http://127.0.0.1:${messages.page}`,
    readLedger: simulatorLedger(ledgers, secrets.stripeSecretKey),
    vendor: { email: demoPeople.vendor, password: demoPassword(secrets, 'vendor') },
    agent: { email: demoPeople.agent, password: demoPassword(secrets, 'agent') },
  }
}

export type Message = { readonly subject: string; readonly text: string }

/** What the stand-ins of mail server, SMS provider and push service received for somebody, newest first. */
export async function messagesTo(
  { mailboxUrl }: Pick<Surroundings, 'mailboxUrl'>,
  to: string,
): Promise<Message[]> {
  const answer = await fetch(`${mailboxUrl}/api/messages?to=${encodeURIComponent(to)}`)
  return ((await answer.json()) as { items: Message[] }).items
}
