import type { Role } from '@comptoir/contracts/accounts/schemas'

/** What the server tells pages; types only, since neither imports the other. */

/** Who is at work here. */
export type Person = {
  readonly userId: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly locale: 'fr' | 'en'
  readonly roles: readonly Role[]
  readonly vendorId?: string | undefined
}

/** A session as a page holds it in memory: the refresh token stays in a cookie that no script reads. */
export type ShownSession = {
  readonly accessToken: string
  readonly expiresInSeconds: number
  readonly person: Person
}

/** Where pages ask the API: the gateway, or each service itself where browsers reach it. */
export type PageConfig = {
  readonly gatewayUrl: string
  readonly serviceUrls: Readonly<Record<string, string>>
  /** Where shoppers buy; left out, pages do not lead there. */
  readonly shopUrl?: string | undefined
}
