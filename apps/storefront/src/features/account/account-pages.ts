/** The pages of an account by their words in the address, in the order of the navigation. */
export const accountPages = [
  'orders',
  'returns',
  'notifications',
  'addresses',
  'profile',
  'security',
  'preferences',
  'privacy',
] as const
export type AccountPage = (typeof accountPages)[number]

export const accountPath = (locale: string, page?: AccountPage): string =>
  page === undefined ? `/${locale}/account` : `/${locale}/account/${page}`

/**
 * The page of the navigation that an address belongs to: its own, or one beneath it. Nothing for the overview.
 * @example pageAt('/fr/account/orders/ord_1') // 'orders'
 */
export function pageAt(path: string): AccountPage | undefined {
  const word = /^\/[^/]+\/account\/([^/]+)/.exec(path)?.[1]
  return accountPages.find((page) => page === word)
}
