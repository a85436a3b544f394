import { businessProcess, typeCodes } from './cii.ts'
import { toDecimal } from './decimals.ts'
import type { EInvoice, Note, Party, PaymentMeans, PostalAddress } from './e-invoice.ts'
import { allowanceCharge, money, taxTotal, ublLine } from './ubl-amounts.ts'
import { element, elementWith, optional, writeXml, type Xml } from './xml.ts'

const cac = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'
const cbc = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'
const roots = {
  invoice: { name: 'Invoice', code: 'cbc:InvoiceTypeCode' },
  credit_note: { name: 'CreditNote', code: 'cbc:CreditNoteTypeCode' },
} as const

/** Writes the document as UBL 2.1, the other syntax of EN 16931: the same terms and amounts as in CII. */
export function writeUbl(invoice: EInvoice): string {
  const { type, currency } = invoice
  const { name, code } = roots[type]
  const namespaces = {
    xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${name}-2`,
    ...{ 'xmlns:cac': cac, 'xmlns:cbc': cbc },
  }
  return writeXml(
    elementWith(
      name,
      namespaces,
      element('cbc:CustomizationID', 'urn:cen.eu:en16931:2017'),
      element('cbc:ProfileID', businessProcess),
      element('cbc:ID', invoice.number),
      element('cbc:IssueDate', invoice.issuedOn),
      type === 'invoice' ? optional('cbc:DueDate', invoice.dueOn) : undefined,
      element(code, typeCodes[type]),
      invoice.notes.map(note),
      element('cbc:DocumentCurrencyCode', currency),
      references(invoice),
      element('cac:AccountingSupplierParty', party(invoice.seller)),
      element('cac:AccountingCustomerParty', party(invoice.buyer)),
      delivery(invoice),
      invoice.payment && paymentMeans(invoice.payment),
      element('cac:PaymentTerms', element('cbc:Note', invoice.paymentTerms)),
      invoice.allowances.map((one) => allowanceCharge(one, { isCharge: false, currency })),
      invoice.charges.map((one) => allowanceCharge(one, { isCharge: true, currency })),
      taxTotal(invoice),
      monetaryTotal(invoice),
      invoice.lines.map((line, index) => ublLine(line, { id: index + 1, type, currency })),
    ),
  )
}

const note = ({ code, text }: Note) => element('cbc:Note', code ? `#${code}#${text}` : text)

/** UBL asks for the buyer's number of an order too, which this shop has none of. */
function references({ orderNumber, preceding }: EInvoice): Xml[] {
  const order = element(
    'cac:OrderReference',
    element('cbc:ID', 'NA'),
    element('cbc:SalesOrderID', orderNumber),
  )
  if (!preceding) return [order]
  const invoice = element(
    'cac:InvoiceDocumentReference',
    element('cbc:ID', preceding.number),
    element('cbc:IssueDate', preceding.issuedOn),
  )
  return [order, element('cac:BillingReference', invoice)]
}

function party({ name, address: place, vatId, siren, legalNotice, contact }: Party): Xml {
  return element(
    'cac:Party',
    siren ? elementWith('cbc:EndpointID', { schemeID: '0225' }, siren) : undefined,
    address('cac:PostalAddress', place),
    vatId ? element('cac:PartyTaxScheme', element('cbc:CompanyID', vatId), scheme()) : undefined,
    element(
      'cac:PartyLegalEntity',
      element('cbc:RegistrationName', name),
      siren ? elementWith('cbc:CompanyID', { schemeID: '0002' }, siren) : undefined,
      optional('cbc:CompanyLegalForm', legalNotice),
    ),
    contact &&
      element(
        'cac:Contact',
        element('cbc:Name', contact.name),
        optional('cbc:Telephone', contact.phone),
        element('cbc:ElectronicMail', contact.email),
      ),
  )
}

const scheme = () => element('cac:TaxScheme', element('cbc:ID', 'VAT'))

function address(name: string, place: PostalAddress): Xml {
  return element(
    name,
    optional('cbc:StreetName', place.line1),
    optional('cbc:AdditionalStreetName', place.line2),
    optional('cbc:CityName', place.city),
    optional('cbc:PostalZone', place.postalCode),
    place.line3 ? element('cac:AddressLine', element('cbc:Line', place.line3)) : undefined,
    element('cac:Country', element('cbc:IdentificationCode', place.countryCode)),
  )
}

function delivery({ delivery: { name, on, address: place } }: EInvoice): Xml {
  return element(
    'cac:Delivery',
    element('cbc:ActualDeliveryDate', on),
    element('cac:DeliveryLocation', address('cac:Address', place)),
    element('cac:DeliveryParty', element('cac:PartyName', element('cbc:Name', name))),
  )
}

function paymentMeans({ code, text, cardLast4, transfer }: PaymentMeans): Xml {
  return element(
    'cac:PaymentMeans',
    elementWith('cbc:PaymentMeansCode', { name: text }, code),
    optional('cbc:PaymentID', transfer?.reference),
    cardLast4
      ? element(
          'cac:CardAccount',
          element('cbc:PrimaryAccountNumberID', cardLast4),
          element('cbc:NetworkID', 'NA'),
        )
      : undefined,
    transfer && element('cac:PayeeFinancialAccount', element('cbc:ID', transfer.iban)),
  )
}

function monetaryTotal({ totals, currency }: EInvoice): Xml {
  const amount = (name: string, value: number) => money(name, toDecimal(value, currency), currency)
  return element(
    'cac:LegalMonetaryTotal',
    amount('cbc:LineExtensionAmount', totals.lines),
    amount('cbc:TaxExclusiveAmount', totals.net),
    amount('cbc:TaxInclusiveAmount', totals.gross),
    amount('cbc:AllowanceTotalAmount', totals.allowances),
    amount('cbc:ChargeTotalAmount', totals.charges),
    amount('cbc:PrepaidAmount', totals.paid),
    amount('cbc:PayableAmount', totals.due),
  )
}
