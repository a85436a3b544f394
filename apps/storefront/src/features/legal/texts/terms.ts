import { returnDays } from '../../../shop/identity.ts'
import type { LegalTexts } from '../legal-text.ts'

/** The terms of sale (Code de la consommation, articles L111-1 and L221-5). */
export const terms: LegalTexts = {
  fr: (shop) => ({
    title: 'Conditions générales de vente',
    since: shop.legalTexts.terms,
    sections: [
      {
        heading: 'Qui vend',
        paragraphs: [
          `${shop.seller.name}, ${shop.seller.legalForm}, ${shop.seller.address.join(', ')}. Certains produits sont vendus par des vendeurs tiers : leur nom est alors indiqué, et le contrat est conclu avec eux.`,
        ],
      },
      {
        heading: 'Prix',
        paragraphs: [
          'Les prix sont en euros, toutes taxes comprises. Les frais de livraison sont indiqués avant la commande et comptés à part.',
          'À côté d’une réduction figure le prix le plus bas des trente derniers jours.',
        ],
      },
      {
        heading: 'Commande',
        paragraphs: [
          'Votre commande vous engage quand vous appuyez sur « Commander avec obligation de paiement ». Elle est conclue quand nous la confirmons par courriel, stock réservé et paiement accepté.',
          'Si le prix ou le stock change pendant que vous commandez, nous vous le montrons et vous décidez.',
        ],
      },
      {
        heading: 'Paiement',
        paragraphs: [
          'Par carte ou par PayPal, sur la page du prestataire. Une commande qui n’est pas payée dans le délai indiqué est annulée, et le stock est rendu.',
        ],
      },
      {
        heading: 'Livraison',
        paragraphs: [
          'La date est indiquée avant la commande. Si elle est dépassée, vous pouvez nous demander de livrer dans un délai raisonnable, puis résoudre le contrat et être remboursé.',
        ],
      },
      {
        heading: 'Rétractation et retours',
        paragraphs: [
          `Vous avez ${returnDays(shop)} jours après la livraison pour changer d’avis, sans donner de raison. La page « Renoncer au contrat ici » suffit.`,
          'Certains biens en sont exclus par la loi : leur page le dit.',
        ],
      },
      {
        heading: 'Garanties',
        paragraphs: [
          'La garantie légale de conformité court deux ans à compter de la délivrance : réparation ou remplacement, sinon réduction du prix ou remboursement (Code de la consommation, articles L217-3 et suivants).',
          'La garantie des vices cachés court deux ans à compter de leur découverte (Code civil, articles 1641 à 1649).',
        ],
      },
      {
        heading: 'Différends',
        paragraphs: [
          `Écrivez d’abord à ${shop.email}. Le contrat est soumis au droit français ; un consommateur peut saisir le tribunal de son domicile.`,
        ],
      },
    ],
  }),
  en: (shop) => ({
    title: 'Terms of sale',
    since: shop.legalTexts.terms,
    sections: [
      {
        heading: 'Who sells',
        paragraphs: [
          `${shop.seller.name}, ${shop.seller.legalForm}, ${shop.seller.address.join(', ')}. Some products are sold by others: their name is then shown, and the contract is with them.`,
        ],
      },
      {
        heading: 'Prices',
        paragraphs: [
          'Prices are in euros, all taxes included. Delivery is shown before you order and counted apart.',
          'Beside a reduction stands the lowest price of the last thirty days.',
        ],
      },
      {
        heading: 'Orders',
        paragraphs: [
          'Your order binds you when you press “Order with obligation to pay”. The contract is made when we confirm it by email, with stock held and payment accepted.',
          'When a price or the stock changes while you order, we show it to you and you decide.',
        ],
      },
      {
        heading: 'Payment',
        paragraphs: [
          'By card or PayPal, on the provider’s page. An order that is not paid in the time shown is cancelled, and its stock is released.',
        ],
      },
      {
        heading: 'Delivery',
        paragraphs: [
          'The date is shown before you order. Once it has passed, you may ask us to deliver within a reasonable time, and then end the contract and be refunded.',
        ],
      },
      {
        heading: 'Withdrawal and returns',
        paragraphs: [
          `You have ${returnDays(shop)} days after the delivery to change your mind, without giving a reason. The page “Withdraw from the contract here” is enough.`,
          'Some goods are excluded by law: their page says so.',
        ],
      },
      {
        heading: 'Guarantees',
        paragraphs: [
          'The legal guarantee of conformity runs for two years from delivery: repair or replacement, else a lower price or a refund (Code de la consommation, articles L217-3 and following).',
          'The guarantee against hidden defects runs for two years from their discovery (Code civil, articles 1641 to 1649).',
        ],
      },
      {
        heading: 'Disputes',
        paragraphs: [
          `Write to ${shop.email} first. French law applies; a consumer may go to the court of the place where they live.`,
        ],
      },
    ],
  }),
}
