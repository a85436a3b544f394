import type { Preferences, Profile, SavedAddress } from '@comptoir/contracts/accounts/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Account, StoredAddress } from './account.ts'

/** The account as its owner and the staff see it. */
export function toProfile({ data, version }: Document<Account>): Profile {
  const { userId, email, firstName, lastName, phone, locale } = data
  const { roles, status, customerStatus, createdAt } = data
  return {
    ...{ userId, email, firstName, lastName, phone, locale, roles, status, customerStatus },
    ...{ preferences: toPreferences(data), createdAt, version },
  }
}

export function toPreferences({ preferences }: Account): Preferences {
  const { currency, notifications, marketingConsent } = preferences
  return { currency, notifications, marketingConsent }
}

export function toSavedAddress(stored: StoredAddress): SavedAddress {
  const { addressId, isDefaultShipping, isDefaultBilling, ...address } = stored
  return { ...address, addressId, isDefaultShipping, isDefaultBilling }
}
