/** The totals of an order or a paper over an amount in cents, at one rate of VAT: 20 %. */
export function totalsOf(gross: number) {
  const eur = (amount: number) => ({ amount, currency: 'EUR' })
  const vat = Math.round(gross / 6)
  const rate = { vatRateBps: 2_000, net: eur(gross - vat), vat: eur(vat), gross: eur(gross) }
  return { grandTotal: eur(gross), vatTotal: eur(vat), vatByRate: [rate] }
}
