import { countedEn, countedFr } from '../counted.ts'

/** What payouts of providers and their lines say. */
export const payoutFr = {
  columns: {
    ref: 'Virement',
    created: 'Créé le',
    arrives: 'Arrive le',
    status: 'État',
    amount: 'Montant',
    fees: 'Frais',
    lines: 'Lignes',
    unmatched: 'Écarts',
  },
  kinds: { payout: 'Virement', day: 'Journée' },
  import: 'Lire les virements maintenant',
  imported: (payouts: number, lines: number, unmatched: number) =>
    `Lu : ${countedFr(payouts, 'virement', 'virements')}, ${countedFr(lines, 'ligne', 'lignes')}, ${countedFr(unmatched, 'écart', 'écarts')}.`,
  provider: 'Prestataire',
  net: 'Somme des lignes',
  fees: 'Frais',
  importedAt: 'Lu le',
  differs: (amount: string) =>
    `Il manque ${amount} : les lignes ne font pas le montant du virement.`,
  agrees: 'Les lignes font le montant du virement.',
  lines: 'Lignes',
  unmatched: (n: number) =>
    `${countedFr(n, 'ligne ne correspond', 'lignes ne correspondent')} à rien dans les livres de la boutique.`,
  noLines: 'Aucune ligne.',
  line: {
    ref: 'Référence',
    kind: 'Mouvement',
    amount: 'Montant',
    fee: 'Frais',
    at: 'Quand',
    match: 'Livres de la boutique',
    payment: 'Paiement',
  },
  lineKinds: {
    capture: 'Encaissement',
    refund: 'Remboursement',
    refund_reversal: 'Remboursement revenu',
    dispute: 'Litige',
    dispute_reversal: 'Litige gagné',
    fee: 'Frais',
    payout: 'Virement à la banque',
    other: 'Autre',
  },
  matches: { matched: 'Correspond', unmatched: 'Écart', none: 'Rien à comparer' },
}

export type PayoutTexts = typeof payoutFr

export const payoutEn = {
  columns: {
    ref: 'Payout',
    created: 'Created',
    arrives: 'Arrives',
    status: 'State',
    amount: 'Amount',
    fees: 'Fees',
    lines: 'Lines',
    unmatched: 'Differences',
  },
  kinds: { payout: 'Payout', day: 'Day' },
  import: 'Read payouts now',
  imported: (payouts, lines, unmatched) =>
    `Read: ${countedEn(payouts, 'payout', 'payouts')}, ${countedEn(lines, 'line', 'lines')}, ${countedEn(unmatched, 'difference', 'differences')}.`,
  provider: 'Provider',
  net: 'Sum of its lines',
  fees: 'Fees',
  importedAt: 'Read',
  differs: (amount) => `${amount} is missing: the lines do not make the amount of the payout.`,
  agrees: 'The lines make the amount of the payout.',
  lines: 'Lines',
  unmatched: (n) =>
    `${countedEn(n, 'line matches', 'lines match')} nothing in the books of the shop.`,
  noLines: 'No lines.',
  line: {
    ref: 'Reference',
    kind: 'Movement',
    amount: 'Amount',
    fee: 'Fee',
    at: 'When',
    match: 'Books of the shop',
    payment: 'Payment',
  },
  lineKinds: {
    capture: 'Capture',
    refund: 'Refund',
    refund_reversal: 'Refund that came back',
    dispute: 'Dispute',
    dispute_reversal: 'Dispute won',
    fee: 'Fee',
    payout: 'Payout to the bank',
    other: 'Other',
  },
  matches: { matched: 'Matches', unmatched: 'Difference', none: 'Nothing to compare' },
} satisfies PayoutTexts
