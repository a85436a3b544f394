import type { Shop } from '@comptoir/contracts/admin/schemas'
import { countryName } from '@comptoir/site/country-name'
import type { LegalTexts } from '../legal-text.ts'

function countriesOf({ countries }: Shop, locale: 'fr' | 'en', everywhere: string): string {
  if (countries.length === 0) return everywhere
  return new Intl.ListFormat(locale).format(countries.map((code) => countryName(code, locale)))
}

export const delivery: LegalTexts = {
  fr: (shop) => ({
    title: 'Livraison',
    sections: [
      {
        heading: 'Où',
        paragraphs: [
          `Nous livrons ici : ${countriesOf(shop, 'fr', 'partout où un tarif existe, la caisse vous le dit avant de payer')}.`,
        ],
      },
      {
        heading: 'Quand',
        paragraphs: [
          `Ce qui est commandé avant ${shop.cutOffTime} un jour ouvré part le jour même. La date d’arrivée est affichée avant de payer, puis sur la page de votre commande.`,
        ],
      },
      {
        heading: 'Combien',
        paragraphs: [
          'Le prix dépend du poids et de la destination. Il est affiché dans le panier dès que vous donnez un code postal, et ne change plus ensuite.',
          'À domicile ou dans un point de retrait : vous choisissez.',
        ],
      },
      {
        heading: 'Suivre un colis',
        paragraphs: [
          'Le numéro de suivi est dans le courriel d’expédition et dans votre commande. La page « Suivre un colis » le lit sans compte.',
        ],
      },
    ],
  }),
  en: (shop) => ({
    title: 'Delivery',
    sections: [
      {
        heading: 'Where',
        paragraphs: [
          `We deliver here: ${countriesOf(shop, 'en', 'wherever there is a rate, the checkout tells you before you pay')}.`,
        ],
      },
      {
        heading: 'When',
        paragraphs: [
          `What is ordered before ${shop.cutOffTime} on a working day leaves the same day. The day of arrival is shown before you pay, and then on the page of your order.`,
        ],
      },
      {
        heading: 'How much',
        paragraphs: [
          'The price depends on weight and destination. The cart shows it as soon as you give a postcode, and it does not change after that.',
          'To your door or to a pickup point: you choose.',
        ],
      },
      {
        heading: 'Track a parcel',
        paragraphs: [
          'The tracking number is in the shipping email and in your order. The page “Track a parcel” reads it without an account.',
        ],
      },
    ],
  }),
}
