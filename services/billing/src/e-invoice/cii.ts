import { lineItem } from './cii-line.ts'
import { toDecimal, toPercent } from './decimals.ts'
import type { Allowance, EInvoice, Note, Party, PostalAddress, VatBreakdown } from './e-invoice.ts'
import { element, elementWith, optional, writeXml, type Xml } from './xml.ts'

const namespaces = {
  'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
  'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
}

/** Of UNTDID 1001: what an invoice and a credit note are called in both syntaxes. */
export const typeCodes = { invoice: '380', credit_note: '381' } as const

/** BT-23: an invoice of goods that is paid already, in the framework of the French reform (BR-FR-08). */
export const businessProcess = 'B2'

/** Writes the UN/CEFACT Cross Industry Invoice (D22B), as Factur-X embeds it in profile EN 16931. */
export function writeCii(invoice: EInvoice): string {
  return writeXml(
    elementWith(
      'rsm:CrossIndustryInvoice',
      namespaces,
      element(
        'rsm:ExchangedDocumentContext',
        context('ram:BusinessProcessSpecifiedDocumentContextParameter', businessProcess),
        context('ram:GuidelineSpecifiedDocumentContextParameter', 'urn:cen.eu:en16931:2017'),
      ),
      element(
        'rsm:ExchangedDocument',
        element('ram:ID', invoice.number),
        element('ram:TypeCode', typeCodes[invoice.type]),
        date('ram:IssueDateTime', invoice.issuedOn),
        invoice.notes.map(note),
      ),
      element(
        'rsm:SupplyChainTradeTransaction',
        invoice.lines.map((line, index) => lineItem(line, index + 1, invoice.currency)),
        agreement(invoice),
        delivery(invoice),
        settlement(invoice),
      ),
    ),
  )
}

const context = (name: string, id: string) => element(name, element('ram:ID', id))

function date(name: string, day: string): Xml {
  const compact = day.replaceAll('-', '')
  return element(name, elementWith('udt:DateTimeString', { format: '102' }, compact))
}

const note = ({ code, text }: Note) =>
  element('ram:IncludedNote', element('ram:Content', text), optional('ram:SubjectCode', code))

function agreement({ seller, buyer, orderNumber }: EInvoice): Xml {
  return element(
    'ram:ApplicableHeaderTradeAgreement',
    party('ram:SellerTradeParty', seller),
    party('ram:BuyerTradeParty', buyer),
    element('ram:SellerOrderReferencedDocument', element('ram:IssuerAssignedID', orderNumber)),
  )
}

function party(name: string, { name: called, legalNotice, siren, contact, ...one }: Party): Xml {
  const id = (tag: string, schemeID: string, text: string) =>
    element(
      tag,
      elementWith(
        tag === 'ram:URIUniversalCommunication' ? 'ram:URIID' : 'ram:ID',
        { schemeID },
        text,
      ),
    )
  return element(
    name,
    element('ram:Name', called),
    optional('ram:Description', legalNotice),
    siren ? id('ram:SpecifiedLegalOrganization', '0002', siren) : undefined,
    contact &&
      element(
        'ram:DefinedTradeContact',
        element('ram:PersonName', contact.name),
        contact.phone
          ? element(
              'ram:TelephoneUniversalCommunication',
              element('ram:CompleteNumber', contact.phone),
            )
          : undefined,
        element('ram:EmailURIUniversalCommunication', element('ram:URIID', contact.email)),
      ),
    address(one.address),
    siren ? id('ram:URIUniversalCommunication', '0225', siren) : undefined,
    one.vatId ? id('ram:SpecifiedTaxRegistration', 'VA', one.vatId) : undefined,
  )
}

const address = ({ postalCode, line1, line2, line3, city, countryCode }: PostalAddress) =>
  element(
    'ram:PostalTradeAddress',
    optional('ram:PostcodeCode', postalCode),
    optional('ram:LineOne', line1),
    optional('ram:LineTwo', line2),
    optional('ram:LineThree', line3),
    optional('ram:CityName', city),
    element('ram:CountryID', countryCode),
  )

function delivery({ delivery: { name, on, address: place } }: EInvoice): Xml {
  return element(
    'ram:ApplicableHeaderTradeDelivery',
    element('ram:ShipToTradeParty', element('ram:Name', name), address(place)),
    element('ram:ActualDeliverySupplyChainEvent', date('ram:OccurrenceDateTime', on)),
  )
}

function settlement(invoice: EInvoice): Xml {
  const { currency, payment, paymentTerms, dueOn, preceding } = invoice
  return element(
    'ram:ApplicableHeaderTradeSettlement',
    optional('ram:PaymentReference', payment?.transfer?.reference),
    element('ram:InvoiceCurrencyCode', currency),
    payment &&
      element(
        'ram:SpecifiedTradeSettlementPaymentMeans',
        element('ram:TypeCode', payment.code),
        optional('ram:Information', payment.text),
        payment.cardLast4
          ? element(
              'ram:ApplicableTradeSettlementFinancialCard',
              element('ram:ID', payment.cardLast4),
            )
          : undefined,
        payment.transfer &&
          element(
            'ram:PayeePartyCreditorFinancialAccount',
            element('ram:IBANID', payment.transfer.iban),
          ),
      ),
    invoice.vat.map((vat) => tax(vat, currency)),
    invoice.allowances.map((one) => allowance(one, { isCharge: false, currency })),
    invoice.charges.map((one) => allowance(one, { isCharge: true, currency })),
    element(
      'ram:SpecifiedTradePaymentTerms',
      element('ram:Description', paymentTerms),
      dueOn === undefined ? undefined : date('ram:DueDateDateTime', dueOn),
    ),
    summation(invoice),
    preceding &&
      element(
        'ram:InvoiceReferencedDocument',
        element('ram:IssuerAssignedID', preceding.number),
        element(
          'ram:FormattedIssueDateTime',
          elementWith(
            'qdt:DateTimeString',
            { format: '102' },
            preceding.issuedOn.replaceAll('-', ''),
          ),
        ),
      ),
  )
}

function tax({ code, rateBps, taxable, tax: due, exemption }: VatBreakdown, currency: string): Xml {
  return element(
    'ram:ApplicableTradeTax',
    element('ram:CalculatedAmount', toDecimal(due, currency)),
    element('ram:TypeCode', 'VAT'),
    optional('ram:ExemptionReason', exemption?.text),
    element('ram:BasisAmount', toDecimal(taxable, currency)),
    element('ram:CategoryCode', code),
    optional('ram:ExemptionReasonCode', exemption?.code),
    code === 'O' ? undefined : element('ram:RateApplicablePercent', toPercent(rateBps)),
  )
}

function allowance(
  { amount, reason, vat }: Allowance,
  { isCharge, currency }: { readonly isCharge: boolean; readonly currency: string },
): Xml {
  return element(
    'ram:SpecifiedTradeAllowanceCharge',
    element('ram:ChargeIndicator', element('udt:Indicator', String(isCharge))),
    element('ram:ActualAmount', toDecimal(amount, currency)),
    element('ram:Reason', reason),
    element(
      'ram:CategoryTradeTax',
      element('ram:TypeCode', 'VAT'),
      element('ram:CategoryCode', vat.code),
      vat.code === 'O' ? undefined : element('ram:RateApplicablePercent', toPercent(vat.rateBps)),
    ),
  )
}

function summation({ totals, currency }: EInvoice): Xml {
  const amount = (name: string, value: number) => element(name, toDecimal(value, currency))
  return element(
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
    amount('ram:LineTotalAmount', totals.lines),
    amount('ram:ChargeTotalAmount', totals.charges),
    amount('ram:AllowanceTotalAmount', totals.allowances),
    amount('ram:TaxBasisTotalAmount', totals.net),
    elementWith('ram:TaxTotalAmount', { currencyID: currency }, toDecimal(totals.vat, currency)),
    amount('ram:GrandTotalAmount', totals.gross),
    amount('ram:TotalPrepaidAmount', totals.paid),
    amount('ram:DuePayableAmount', totals.due),
  )
}
