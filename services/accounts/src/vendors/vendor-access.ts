import { type Account, revokeTokens } from '../account/account.ts'

/** Gives the role `vendor` for a vendor, which ends tokens that do not say so. The same account when it has it, or is gone. */
export function joinVendor(account: Account, vendorId: string, at: string): Account {
  const works = account.roles.includes('vendor') && account.vendorId === vendorId
  if (works || account.status === 'anonymised') return account
  const roles = [...new Set([...account.roles, 'vendor' as const])]
  return revokeTokens({ ...account, roles, vendorId }, at)
}

/** Takes the role away from who works for a vendor. The same account when it works for none, or another. */
export function leaveVendor(account: Account, vendorId: string, at: string): Account {
  if (account.vendorId !== vendorId) return account
  const others = account.roles.filter((role) => role !== 'vendor')
  const roles = others.length > 0 ? others : (['customer'] as const)
  return revokeTokens({ ...account, roles: [...roles], vendorId: undefined }, at)
}
