/**
 * An invoice or a credit note in the terms of EN 16931, the European standard of electronic invoices, from which its two
 * syntaxes are written (CII and UBL). Amounts are in minor units of `currency`, never negative: a credit note says by its
 * type that it takes off. `BT-…` and `BG-…` are the terms of the standard.
 */
export type EInvoice = {
  readonly type: 'invoice' | 'credit_note'
  /** BT-1 */
  readonly number: string
  /** BT-2 */
  readonly issuedOn: string
  /** BT-5 */
  readonly currency: string
  /** BG-1, with their subject codes of UNTDID 4451. */
  readonly notes: readonly Note[]
  /** BT-14: the number of the order, which the shop gave. */
  readonly orderNumber: string
  /** BG-3: what a credit note corrects, or an invoice adds to. */
  readonly preceding?: { readonly number: string; readonly issuedOn: string } | undefined
  readonly seller: Party
  readonly buyer: Party
  /** BG-13 */
  readonly delivery: { readonly name: string; readonly on: string; readonly address: PostalAddress }
  /** BG-16; none where nobody said what was paid with. */
  readonly payment?: PaymentMeans | undefined
  /** BT-20 */
  readonly paymentTerms: string
  /** BT-9; a credit note is not due. */
  readonly dueOn?: string | undefined
  readonly lines: readonly EInvoiceLine[]
  /** BG-20 and BG-21. */
  readonly allowances: readonly Allowance[]
  readonly charges: readonly Allowance[]
  readonly vat: readonly VatBreakdown[]
  readonly totals: EInvoiceTotals
}

export type Note = { readonly code?: NoteCode | undefined; readonly text: string }
/** Of UNTDID 4451: regulatory, late payment penalty, recovery fee, early payment discount. */
export type NoteCode = 'REG' | 'PMD' | 'PMT' | 'AAB'

export type PostalAddress = {
  readonly line1?: string | undefined
  readonly line2?: string | undefined
  readonly line3?: string | undefined
  readonly postalCode?: string | undefined
  readonly city?: string | undefined
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string
}

export type Party = {
  readonly name: string
  readonly address: PostalAddress
  /** BT-31, BT-48 */
  readonly vatId?: string | undefined
  /** BT-30, BT-47: nine digits (ISO 6523 scheme 0002). */
  readonly siren?: string | undefined
  /** BT-33: legal form, capital, register. */
  readonly legalNotice?: string | undefined
  /** BG-6 */
  readonly contact?:
    | { readonly name: string; readonly email: string; readonly phone?: string | undefined }
    | undefined
}

/** BG-16 to BG-18: code of UNTDID 4461. */
export type PaymentMeans = {
  readonly code: string
  readonly text: string
  readonly cardLast4?: string | undefined
  /** The account that a transfer was sent to (BT-84), and what was written on it (BT-83). */
  readonly transfer?: { readonly iban: string; readonly reference: string } | undefined
}

/** Of UNCL 5305: standard, zero, exempt, reverse charge, intra-Community supply, export, not subject to VAT. */
export type VatCategoryCode = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O'
export type VatCategory = { readonly code: VatCategoryCode; readonly rateBps: number }

export type Allowance = {
  readonly amount: number
  readonly reason: string
  readonly vat: VatCategory
}

/** BG-25 */
export type EInvoiceLine = {
  readonly name: string
  readonly sku?: string | undefined
  readonly quantity: number
  /** BT-131: after its allowances. */
  readonly net: number
  readonly allowances: readonly Pick<Allowance, 'amount' | 'reason'>[]
  readonly vat: VatCategory
}

/** BG-23 */
export type VatBreakdown = VatCategory & {
  readonly taxable: number
  readonly tax: number
  readonly exemption?: Exemption | undefined
}
/** Why there is no VAT: text and code of the VATEX list. */
export type Exemption = { readonly code: string; readonly text: string }

/** BG-22 */
export type EInvoiceTotals = {
  readonly lines: number
  readonly allowances: number
  readonly charges: number
  readonly net: number
  readonly vat: number
  readonly gross: number
  readonly paid: number
  readonly due: number
}
