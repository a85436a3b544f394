/** What the shop does not take: its message says why. */
export class ShopRefusal extends Error {
  override readonly name: string = 'ShopRefusal'
  readonly status: number
  /** One of the codes of the contracts. */
  readonly code: string

  constructor(message: string, status: number, code: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** The shop that products are written into: operations of its API, answered or refused with a ShopRefusal. */
export type Shop = <T = unknown>(
  operation: string,
  asking?: { readonly body?: unknown },
) => Promise<{ readonly body: T }>
