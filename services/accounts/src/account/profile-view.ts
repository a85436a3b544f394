import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Account } from './account.ts'

/** The account as its owner and the staff see it. */
export function toProfile({ data, version }: Document<Account>): Profile {
  const { userId, email, firstName, lastName, phone, locale } = data
  const { roles, status, customerStatus, preferences, createdAt } = data
  return {
    ...{ userId, email, firstName, lastName, locale, roles, status, customerStatus },
    ...{ preferences, createdAt, version },
    ...(phone !== undefined && { phone }),
  }
}
