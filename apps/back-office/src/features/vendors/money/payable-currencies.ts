/** The currencies in which a payout can be drafted; a vendor without any ledger has nothing in euros. */
export function payableCurrencies(
  currencies: readonly string[] = [],
  drafted: readonly string[] = [],
): readonly string[] {
  const all = currencies.length > 0 ? currencies : ['EUR']
  return all.filter((currency) => !drafted.includes(currency))
}
