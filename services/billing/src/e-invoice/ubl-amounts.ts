import { lineBeforeAllowances, pieces } from './cii-line.ts'
import { toDecimal, toPercent, unitPriceOf } from './decimals.ts'
import type { Allowance, EInvoice, EInvoiceLine, Exemption, VatCategory } from './e-invoice.ts'
import { element, elementWith, optional, type Xml } from './xml.ts'

/** An amount in UBL says its currency. */
export const money = (name: string, decimal: string, currencyID: string): Xml =>
  elementWith(name, { currencyID }, decimal)

/** BG-20, BG-21 and, without VAT of its own, BG-27. */
export function allowanceCharge(
  { amount, reason, vat }: Omit<Allowance, 'vat'> & { readonly vat?: VatCategory },
  { isCharge, currency }: { readonly isCharge: boolean; readonly currency: string },
): Xml {
  return element(
    'cac:AllowanceCharge',
    element('cbc:ChargeIndicator', String(isCharge)),
    element('cbc:AllowanceChargeReason', reason),
    money('cbc:Amount', toDecimal(amount, currency), currency),
    vat && category('cac:TaxCategory', vat),
  )
}

/** BG-23 */
export function taxTotal({ vat, totals, currency }: EInvoice): Xml {
  const amount = (name: string, value: number) => money(name, toDecimal(value, currency), currency)
  return element(
    'cac:TaxTotal',
    amount('cbc:TaxAmount', totals.vat),
    vat.map((rate) =>
      element(
        'cac:TaxSubtotal',
        amount('cbc:TaxableAmount', rate.taxable),
        amount('cbc:TaxAmount', rate.tax),
        category('cac:TaxCategory', rate, rate.exemption),
      ),
    ),
  )
}

function category(name: string, { code, rateBps }: VatCategory, exemption?: Exemption): Xml {
  return element(
    name,
    element('cbc:ID', code),
    code === 'O' ? undefined : element('cbc:Percent', toPercent(rateBps)),
    optional('cbc:TaxExemptionReasonCode', exemption?.code),
    optional('cbc:TaxExemptionReason', exemption?.text),
    element('cac:TaxScheme', element('cbc:ID', 'VAT')),
  )
}

type Place = {
  readonly id: number
  readonly type: EInvoice['type']
  readonly currency: string
}

/** BG-25 in UBL. */
export function ublLine(line: EInvoiceLine, { id, type, currency }: Place): Xml {
  const isInvoice = type === 'invoice'
  const quantity = isInvoice ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity'
  const price = unitPriceOf(lineBeforeAllowances(line), line.quantity, currency)
  return element(
    isInvoice ? 'cac:InvoiceLine' : 'cac:CreditNoteLine',
    element('cbc:ID', String(id)),
    elementWith(quantity, pieces, String(line.quantity)),
    money('cbc:LineExtensionAmount', toDecimal(line.net, currency), currency),
    line.allowances.map((one) => allowanceCharge(one, { isCharge: false, currency })),
    element(
      'cac:Item',
      element('cbc:Name', line.name),
      line.sku ? element('cac:SellersItemIdentification', element('cbc:ID', line.sku)) : undefined,
      category('cac:ClassifiedTaxCategory', line.vat),
    ),
    element('cac:Price', money('cbc:PriceAmount', price, currency)),
  )
}
