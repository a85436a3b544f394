import { readAccountReach } from '@comptoir/contracts/accounts/reach'
import { emailKeyOf } from '@comptoir/contracts/email'
import { type ConversationMail, readConversationMail } from '@comptoir/contracts/support/mails'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { NewMessage } from '../notification/notification.ts'

export type AskedMail = { readonly conversationId: string; readonly mailId: string }

/** A mail of support, with what it says; none once its answers were read, or it is erased. What is said is stored nowhere here. */
export async function conversationMailOf(
  support: Client,
  { conversationId, mailId }: AskedMail,
): Promise<ConversationMail | undefined> {
  return await support(readConversationMail, { params: { conversationId, mailId } }).catch(notFound)
}

/** To whom an answer or a transcript goes: the email of the account as it is now, or that of the guest. */
export async function messagesOfConversation(
  accounts: Client,
  mail: ConversationMail | undefined,
): Promise<NewMessage[]> {
  if (!mail) return []
  const { conversationId, mailId, kind: template, customerId, name, locale, subject } = mail
  const reach = customerId === undefined ? undefined : await reachOf(accounts, customerId)
  const address = customerId === undefined ? mail.email : reach?.email
  if (address === undefined) return []
  return [
    {
      ...{ fact: `conversation/${conversationId}/${mailId}`, template, channel: 'email', address },
      ...{ locale, userId: customerId ?? emailKeyOf(address) },
      data: { conversationId, mailId, ...(name && { name }), ...(subject && { topic: subject }) },
    },
  ]
}

const reachOf = (accounts: Client, userId: string) =>
  accounts(readAccountReach, { params: { userId } }).catch(notFound)

function notFound(error: unknown): undefined {
  if (isRefusal(error, 'not_found')) return undefined
  throw error
}
