import type { LegalTexts } from '../legal-text.ts'

/** Who publishes the site (loi n° 2004-575 du 21 juin 2004, article 1-1). */
export const notice: LegalTexts = {
  fr: ({ seller, email, legalTexts, demo }) => ({
    title: 'Mentions légales',
    since: legalTexts.notice,
    sections: [
      {
        heading: 'Éditeur du site',
        paragraphs: [
          `${seller.name}, ${seller.legalForm}`,
          seller.address.join(', '),
          `SIREN ${seller.siren}, ${seller.rcs}`,
          `TVA intracommunautaire ${seller.vatNumber}`,
          `Écrire : ${email}`,
          ...(seller.phone ? [`Téléphoner : ${seller.phone}`] : []),
          'Directeur de la publication : le représentant légal de la société.',
        ],
      },
      {
        heading: 'Hébergement',
        paragraphs: ['Le site est hébergé par son éditeur, à l’adresse ci-dessus.'],
      },
      {
        heading: 'Signaler un contenu',
        paragraphs: [
          `Un contenu vous paraît illicite ? Écrivez à ${email} en disant lequel et pourquoi : nous répondons.`,
        ],
      },
      ...(demo
        ? [
            {
              heading: 'Démonstration',
              paragraphs: [
                'Cette boutique est une démonstration : la société ci-dessus n’existe pas, et rien n’est vendu.',
              ],
            },
          ]
        : []),
    ],
  }),
  en: ({ seller, email, legalTexts, demo }) => ({
    title: 'Legal notice',
    since: legalTexts.notice,
    sections: [
      {
        heading: 'Publisher of the site',
        paragraphs: [
          `${seller.name}, ${seller.legalForm}`,
          seller.address.join(', '),
          `SIREN ${seller.siren}, ${seller.rcs}`,
          `VAT number ${seller.vatNumber}`,
          `Write to ${email}`,
          ...(seller.phone ? [`Call ${seller.phone}`] : []),
          'Responsible for what is published: the legal representative of the company.',
        ],
      },
      {
        heading: 'Hosting',
        paragraphs: ['The site is hosted by its publisher, at the address above.'],
      },
      {
        heading: 'Report content',
        paragraphs: [
          `Some content seems unlawful to you? Write to ${email}, saying which and why: we answer.`,
        ],
      },
      ...(demo
        ? [
            {
              heading: 'Demonstration',
              paragraphs: [
                'This shop is a demonstration: the company above does not exist, and nothing is sold.',
              ],
            },
          ]
        : []),
    ],
  }),
}
