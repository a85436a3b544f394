import { toDecimal, toPercent, unitPriceOf } from './decimals.ts'
import type { EInvoiceLine } from './e-invoice.ts'
import { element, elementWith, optional, type Xml } from './xml.ts'

/** Of UN/ECE Recommendation 20: a piece. */
export const pieces = { unitCode: 'C62' } as const

/** What a line costs before its allowances, in minor units. */
export const lineBeforeAllowances = ({ net, allowances }: EInvoiceLine): number =>
  allowances.reduce((sum, { amount }) => sum + amount, net)

/** BG-25 in CII. */
export function lineItem(line: EInvoiceLine, id: number, currency: string): Xml {
  const { vat, quantity } = line
  const price = unitPriceOf(lineBeforeAllowances(line), quantity, currency)
  return element(
    'ram:IncludedSupplyChainTradeLineItem',
    element('ram:AssociatedDocumentLineDocument', element('ram:LineID', String(id))),
    element(
      'ram:SpecifiedTradeProduct',
      optional('ram:SellerAssignedID', line.sku),
      element('ram:Name', line.name),
    ),
    element(
      'ram:SpecifiedLineTradeAgreement',
      element('ram:NetPriceProductTradePrice', element('ram:ChargeAmount', price)),
    ),
    element(
      'ram:SpecifiedLineTradeDelivery',
      elementWith('ram:BilledQuantity', pieces, String(quantity)),
    ),
    element(
      'ram:SpecifiedLineTradeSettlement',
      element(
        'ram:ApplicableTradeTax',
        element('ram:TypeCode', 'VAT'),
        element('ram:CategoryCode', vat.code),
        vat.code === 'O' ? undefined : element('ram:RateApplicablePercent', toPercent(vat.rateBps)),
      ),
      line.allowances.map(({ amount, reason }) =>
        element(
          'ram:SpecifiedTradeAllowanceCharge',
          element('ram:ChargeIndicator', element('udt:Indicator', 'false')),
          element('ram:ActualAmount', toDecimal(amount, currency)),
          element('ram:Reason', reason),
        ),
      ),
      element(
        'ram:SpecifiedTradeSettlementLineMonetarySummation',
        element('ram:LineTotalAmount', toDecimal(line.net, currency)),
      ),
    ),
  )
}
