import type { AccountMessageRequested } from '@comptoir/contracts/accounts/events'
import { readAccountMessage } from '@comptoir/contracts/accounts/internal-routes'
import type { AccountMessage } from '@comptoir/contracts/accounts/messages'
import { emailKeyOf } from '@comptoir/contracts/email'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import type { NewMessage } from '../notification/notification.ts'

type Asked = Pick<z.output<typeof AccountMessageRequested.schema>, 'messageId'>

/**
 * A message of accounts, with its address and the token of its link; none once it is used, replaced or over. The token is for the mail
 * that is sent now, and is stored nowhere (decision 47).
 */
export async function accountMessageOf(
  accounts: Client,
  messageId: string,
): Promise<AccountMessage | undefined> {
  return await accounts(readAccountMessage, { params: { messageId } }).catch((error: unknown) => {
    if (isRefusal(error, 'not_found')) return undefined
    throw error
  })
}

/** What accounts tells somebody by mail: it is mandatory, since it is about who can sign in. */
export function messagesOfAccount(
  { messageId, userId }: Asked & { readonly userId?: string | undefined },
  message: AccountMessage | undefined,
): NewMessage[] {
  if (!message) return []
  const { kind: template, email: address, name, locale, expiresAt } = message
  return [
    {
      ...{ fact: `account/${messageId}`, template, channel: 'email', address, locale },
      // who was invited has no account yet
      userId: userId ?? emailKeyOf(address),
      data: { messageId, name, expiresAt },
    },
  ]
}
