import type { LegalTexts } from '../legal-text.ts'

/** What happens to a person's data (Regulation (EU) 2016/679, article 13). */
export const privacy: LegalTexts = {
  fr: (shop) => ({
    title: 'Données personnelles',
    since: shop.legalTexts.privacy,
    sections: [
      {
        heading: 'Qui en répond',
        paragraphs: [`${shop.seller.name}, ${shop.seller.address.join(', ')}, ${shop.email}.`],
      },
      {
        heading: 'Ce que nous gardons, et pourquoi',
        paragraphs: [
          '- Votre compte (nom, adresse électronique, adresses) : pour vous servir, tant que vous le gardez.',
          '- Vos commandes, paiements et livraisons : pour exécuter le contrat.',
          '- Vos factures : dix ans, parce que la loi l’exige.',
          '- Vos échanges avec nous : pour vous répondre, six mois après leur fin.',
          '- Des journaux techniques : pour protéger la boutique, quelques semaines.',
        ],
      },
      {
        heading: 'Qui les reçoit',
        paragraphs: [
          'Le prestataire de paiement, le transporteur, et le vendeur quand ce n’est pas nous : chacun ce qu’il lui faut, rien d’autre. Aucune donnée n’est vendue, et aucun traceur publicitaire n’est posé.',
        ],
      },
      {
        heading: 'Vos droits',
        paragraphs: [
          'Voir vos données, les corriger, les emporter ou les effacer : votre compte le fait, page « Données personnelles ». Vous pouvez aussi nous écrire.',
          'Une réclamation peut être adressée à la CNIL, 3 place de Fontenoy, 75007 Paris.',
        ],
      },
    ],
  }),
  en: (shop) => ({
    title: 'Personal data',
    since: shop.legalTexts.privacy,
    sections: [
      {
        heading: 'Who answers for it',
        paragraphs: [`${shop.seller.name}, ${shop.seller.address.join(', ')}, ${shop.email}.`],
      },
      {
        heading: 'What we keep, and why',
        paragraphs: [
          '- Your account (name, email address, addresses): to serve you, as long as you keep it.',
          '- Your orders, payments and deliveries: to carry out the contract.',
          '- Your invoices: ten years, because the law asks for it.',
          '- What you write to us: to answer you, for six months after it ended.',
          '- Technical logs: to protect the shop, for some weeks.',
        ],
      },
      {
        heading: 'Who receives it',
        paragraphs: [
          'The payment provider, the carrier, and the vendor where it is not us: each what they need and nothing else. No data is sold, and no advertising tracker is set.',
        ],
      },
      {
        heading: 'Your rights',
        paragraphs: [
          'To see your data, correct it, take it with you or erase it: your account does it, on the page “Personal data”. You may also write to us.',
          'A complaint can be sent to the CNIL, 3 place de Fontenoy, 75007 Paris, France.',
        ],
      },
    ],
  }),
}
