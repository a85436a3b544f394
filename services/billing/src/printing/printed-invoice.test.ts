import { sum } from '@comptoir/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seller } from '../../test/invoicing.ts'
import { type SampleOptions, sampleOrder } from '../../test/sample-order.ts'
import { type CreditRequest, creditedOrder, creditFor } from '../invoice/credit.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { formatRate } from './printed-formats.ts'
import { printInvoice } from './printed-invoice.ts'
import { shippingParts } from './printed-parts.ts'

function issued(options: SampleOptions = {}): IssuedDocument {
  return {
    status: 'finalised',
    type: 'invoice',
    order: sampleOrder(options),
    createdAt: '2026-11-21T10:00:00.000Z',
    seller,
    issue: {
      number: 'FA-2026-000042',
      sequence: 42,
      documentId: 'inv_01',
      issuedAt: '2026-11-21T10:00:00.000Z',
      issuedOn: '2026-11-21',
      paidAt: '2026-11-20T23:30:00.000Z',
    },
  }
}

const plain = (value: unknown) => JSON.stringify(value).replace(/[\u00a0\u202f]/g, ' ')

describe('printInvoice', () => {
  it('has every mention that the law wants', () => {
    const text = plain(printInvoice(issued()))
    const mentions = [
      'FA-2026-000042',
      'Comptoir Démonstration',
      'SAS au capital de 10 000 €',
      'SIREN 123 456 789',
      'RCS Paris 123 456 789',
      'TVA intracommunautaire FR00 123456789',
      'Camille Lefèvre',
      'CMD-7K3M-92QX',
      'Bureau à tréteaux',
      'Date d’émission',
      'Date de la vente',
      'Payée le 21/11/2026',
      'Nature des opérations : livraison de biens',
      'Pas d’escompte pour paiement anticipé',
      'Total HT',
      'Total TVA',
      'Total TTC',
    ]
    for (const mention of mentions) expect(text).toContain(mention)
  })

  it('shows the price of one without VAT, the rate, and both totals of a line', () => {
    const [line] = printInvoice(issued()).rows
    expect(plain(line?.cells)).toBe('["2","124,92 €","20 %","249,83 €","299,80 €"]')
  })

  it('names each discount with what it takes off, on the line that it reduces', () => {
    const promotions = [
      {
        promotionId: 'promo_1',
        name: { fr: 'Dix', en: 'Ten' },
        amount: { amount: 3588, currency: 'EUR' },
      },
    ]
    const lines = [{ title: 'Bureau', quantity: 2, unitPrice: 14_990, discount: 2_998 }]
    const printed = (locale: 'fr' | 'en') =>
      printInvoice(issued({ lines, promotions, shippingPrice: 590, shippingDiscount: 590, locale }))
    const { rows, totals } = printed('fr')
    expect(plain(rows.map(({ note }) => note))).toBe(
      '["Réf. SKU-1 · remise « Dix » : −29,98 € TTC","remise « Dix » : −5,90 € TTC"]',
    )
    expect(plain(rows[0]?.cells)).toBe('["2","124,92 €","20 %","224,85 €","269,82 €"]')
    expect(plain(totals.at(-1))).toBe('["Total TTC","269,82 €"]')
    expect(plain(printed('en').rows[0]?.note)).toContain('discount “Ten”: −€29.98 incl. VAT')
  })

  it('speaks the language of the order', () => {
    const printed = printInvoice(issued({ locale: 'en' }))
    expect(printed.heading).toBe('INVOICE')
    expect(printed.totals.map(([label]) => label)).toEqual([
      'Total excl. VAT',
      'Total VAT',
      'Total incl. VAT',
    ])
  })

  it.each([
    [
      { type: 'card', brand: 'visa', last4: '4242' },
      'Payée par carte Visa se terminant par 4242 le',
    ],
    [{ type: 'card', brand: 'unknown' }, 'Payée par carte bancaire le'],
    [{ type: 'sepa_debit', last4: '3000' }, 'Payée par prélèvement SEPA le'],
    [{ type: 'bank_transfer' }, 'Payée par virement le'],
    [{ type: 'paypal' }, 'Payée par PayPal le'],
    [{ type: 'constructor' }, 'Payée le'],
    [undefined, 'Payée le'],
  ])('says what was really paid with: %j', (paidWith, expected) => {
    const { issue, ...invoice } = issued()
    const printed = printInvoice({ ...invoice, issue: { ...issue, paidWith } })
    expect(plain(printed.payment)).toContain(`${expected} 21/11/2026`)
  })

  it('names the account that a transfer was sent to, and its reference; of an order of before it names none', () => {
    const account = { holder: 'Comptoir', iban: 'BE68 5390 0754 7034' }
    const paymentTerms = { kind: 'transfer', dueAt: '2026-12-01T10:00:00.000Z', account }
    const reference = 'CMD-7K3M-92QX'
    const paidBy = (type: string, terms: object) => {
      const { issue, order, ...invoice } = issued()
      const named = { ...order, paymentTerms: { ...paymentTerms, reference, ...terms } }
      const paid = { ...issue, paidWith: { type } }
      return plain(printInvoice({ ...invoice, order: named, issue: paid }))
    }
    expect(paidBy('bank_transfer', {})).toContain(
      'Virement sur le compte BE68 5390 0754 7034, référence CMD-7K3M-92QX.',
    )
    expect(paidBy('bank_transfer', { account: undefined })).not.toContain('sur le compte')
    expect(paidBy('card', {})).not.toContain('sur le compte')
  })

  it('tells a business about late payment', () => {
    expect(plain(printInvoice(issued()))).not.toContain('L441-10')
    const business = issued({ billingAddress: { company: 'Menuiserie Dupont' } })
    expect(plain(printInvoice(business))).toContain('L441-10')
  })

  it('cites the invoice that a credit note corrects, with the reason', () => {
    const corrects = {
      invoiceId: 'inv_01',
      number: 'FA-2026-000041',
      issuedOn: '2026-11-20',
      reason: 'order_cancelled',
      paidWith: { type: 'sepa_debit' },
    }
    const text = plain(printInvoice({ ...issued(), type: 'credit_note', corrects }))
    expect(text).toContain('AVOIR')
    expect(text).toContain('FA-2026-000041 du 20/11/2026')
    expect(text).toContain('Motif : commande annulée')
    expect(text).toContain('moyen de paiement de la commande, payée par prélèvement SEPA.')
  })
})

describe('a credit note for a part', () => {
  const order = sampleOrder({
    lines: [
      { title: 'Lampe', quantity: 3, unitPrice: 3_823 },
      { title: 'Livre', quantity: 1, unitPrice: 1_299, taxClass: 'reduced' },
    ],
  })
  const corrects = {
    ...{ invoiceId: 'inv_01', number: 'FA-2026-000041', issuedOn: '2026-11-20' },
    reason: 'un angle ébréché',
  }
  const noteFor = (rest: Partial<CreditRequest>) => {
    const now = '2026-11-21T10:00:00.000Z'
    const credit = creditFor({ order }, { creditNoteId: 'cn_01', reason: 'x', now, ...rest })
    if (!credit) throw new Error('nothing to credit')
    const part = { order: creditedOrder(order, credit), credit, corrects }
    return printInvoice({ ...issued(), ...part, type: 'credit_note' })
  }

  it('names its lines and quantities, and no shipping', () => {
    const note = noteFor({ amount: 3_823, lines: [{ sku: 'SKU-1', quantity: 1 }] })
    expect(note.rows.map(({ title, cells }) => [title, cells[0]])).toEqual([['Lampe', '1']])
    expect(plain(note.payment)).toContain('une partie de la facture FA-2026-000041')
    expect(plain(note.payment)).toContain('Motif : un angle ébréché.')
  })

  it('shares an amount over the VAT rates of the invoice', () => {
    const note = noteFor({ amount: 1_000, origin: 'outside' })
    expect(note.rows.map(({ title }) => plain(title))).toEqual([
      '"Remboursement partiel, part à 20 %"',
      '"Remboursement partiel, part à 5,5 %"',
    ])
    expect(plain(note.totals.at(-1))).toContain('10,00 €')
    expect(plain(note.payment)).toContain('un autre moyen que celui de la commande')
  })
})

describe('shippingParts', () => {
  const lines = fc.array(
    fc.record({
      title: fc.constant('Article'),
      quantity: fc.integer({ min: 1, max: 20 }),
      unitPrice: fc.integer({ min: 0, max: 100_000 }),
      taxClass: fc.constantFrom('standard', 'intermediate', 'reduced', 'super_reduced'),
    }),
    { minLength: 1, maxLength: 6 },
  )

  it('adds up to the shipping of the order, whatever the rates of the goods', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 5_000 }), (given, shippingPrice) => {
        const order = sampleOrder({ lines: given, shippingPrice })
        const parts = shippingParts(order)
        const gross = sum(
          parts.map((part) => part.gross),
          'EUR',
        )
        const net = sum(
          parts.map((part) => part.net),
          'EUR',
        )
        expect({ gross, net }).toEqual({
          gross: order.shippingLine.gross,
          net: order.shippingLine.net,
        })
        expect(parts.every((part) => part.net.amount >= 0)).toBe(true)
      }),
    )
  })
})

describe('formatRate', () => {
  it('writes decimals only where there are some', () => {
    expect(formatRate(550, 'en')).toBe('5.5%')
    expect(formatRate(210, 'fr').replace(/\s/g, ' ')).toBe('2,1 %')
    expect(formatRate(2000, 'en')).toBe('20%')
  })
})
