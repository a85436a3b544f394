type Shown = {
  readonly isOnline: boolean
  /** The browser had kept the page: nobody sent it now. */
  readonly isKept: boolean
  /** Whether carts have answered to this page. */
  readonly isKnown: boolean
}

/** Whether the cart that is shown may be an old one. A browser may call itself online and reach nobody. */
export const isSeenLast = ({ isOnline, isKept, isKnown }: Shown): boolean =>
  !isOnline || (isKept && !isKnown)
