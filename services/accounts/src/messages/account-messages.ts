import type { AccountMessage, MessageKind } from '@comptoir/contracts/accounts/messages'
import type { Document } from '@comptoir/dapr/documents/documents'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Account } from '../account/account.ts'
import type { Deps } from '../deps.ts'
import { addMessage, findByToken, type StoredMessage } from './message.ts'
import { ownerOf, parseToken } from './one-time-tokens.ts'

/** The account with something to tell by mail; the event leaves with the document. */
export const tell = (account: Account, message: StoredMessage, at: string): Account => ({
  ...account,
  messages: addMessage(account.messages ?? [], message, at),
})

type MessageDeps = Pick<Deps, 'accounts' | 'invitations' | 'tokens' | 'clock'>
type Recipient = Pick<AccountMessage, 'name' | 'locale'>

/** A message as whoever sends it gets it, of an account or an invitation. Refuses with `not_found`. */
export async function readMessage(deps: MessageDeps, messageId: string): Promise<AccountMessage> {
  const found =
    (await messageOfAccount(deps, messageId)) ?? (await messageOfInvitation(deps, messageId))
  if (!found || found.message.expiresAt <= deps.clock().toISOString())
    throw refuse('not_found', 'there is no such message')
  const { hash, ...message } = found.message
  const token = deps.tokens.tokenOf(found.message)
  if (hash !== undefined && token === undefined)
    throw refuse('not_found', 'the key of the token is gone')
  return { ...message, ...found.to, ...(token && { token }) }
}

type Found = { readonly message: StoredMessage; readonly to: Recipient }

async function messageOfAccount(deps: MessageDeps, id: string): Promise<Found | undefined> {
  const account = (await deps.accounts.get(ownerOf(id)))?.data
  const message = account?.messages?.find(({ messageId }) => messageId === id)
  if (!account || !message) return undefined
  const { firstName, lastName, locale } = account
  return { message, to: { name: `${firstName} ${lastName}`.trim(), locale } }
}

async function messageOfInvitation(deps: MessageDeps, id: string): Promise<Found | undefined> {
  const invitation = (await deps.invitations.collection.get(ownerOf(id)))?.data
  if (invitation?.status !== 'open' || invitation.message.messageId !== id) return undefined
  return { message: invitation.message, to: { name: '', locale: invitation.locale } }
}

export type Redeemed = {
  readonly account: Document<Account>
  readonly message: StoredMessage
  /** What uses the token up, in the write that does what it is for. */
  readonly proof: { readonly hash: string; readonly at: string }
}

export const noToken = () => refuse('invalid_token', 'the link is not valid any more')

/** The account and the message of a token. Unknown, used and expired ones are the same refusal. */
export async function redeem(
  { accounts, clock }: Pick<Deps, 'accounts' | 'clock'>,
  token: string,
  kinds: readonly MessageKind[],
): Promise<Redeemed> {
  const parsed = parseToken(token)
  const account = parsed && (await accounts.get(parsed.owner))
  if (!parsed || account?.data.status !== 'active') throw noToken()
  const proof = { hash: parsed.hash, at: clock().toISOString() }
  const message = findByToken(account.data.messages, proof)
  if (!message || !kinds.includes(message.kind)) throw noToken()
  return { account, message, proof }
}

/** A change by a token; of two with one token that come at once, one happens. */
export async function changeBy(
  { accounts }: Pick<Deps, 'accounts'>,
  { account, message, proof }: Redeemed,
  rule: (account: Account) => Account,
): Promise<Document<Account>> {
  return await accounts
    .change(account.id, (known) => {
      if (known.status !== 'active' || findByToken(known.messages, proof)?.kind !== message.kind)
        throw noToken()
      return rule(known)
    })
    .catch((error: unknown) => {
      throw isRefusal(error, 'not_found') ? noToken() : error
    })
}
