import type { LegalTexts } from '../legal-text.ts'

/** What is known of the accessibility of the site (directive (EU) 2019/882). */
export const accessibility: LegalTexts = {
  fr: (shop) => ({
    title: 'Accessibilité',
    sections: [
      {
        heading: 'Ce que nous visons',
        paragraphs: [
          'Le site suit les WCAG 2.2, niveau AA : utilisable au clavier et avec un lecteur d’écran, contrastes suffisants, texte agrandi à 200 % sans perte, mouvements réduits sur demande.',
        ],
      },
      {
        heading: 'Comment nous le vérifions',
        paragraphs: [
          'Chaque version est vérifiée par un outil sur chaque page, en deux langues, deux thèmes et deux largeurs. Un outil ne voit pas tout : aucun audit par un tiers n’a encore eu lieu.',
        ],
      },
      {
        heading: 'Nous dire ce qui ne va pas',
        paragraphs: [
          `Écrivez à ${shop.email} avec l’adresse de la page. Nous répondons, et nous servons votre commande autrement s’il le faut.`,
        ],
      },
    ],
  }),
  en: (shop) => ({
    title: 'Accessibility',
    sections: [
      {
        heading: 'What we aim for',
        paragraphs: [
          'The site follows WCAG 2.2, level AA: usable by keyboard and screen reader, with enough contrast, text at 200% without loss, and less motion when you ask for it.',
        ],
      },
      {
        heading: 'How we check it',
        paragraphs: [
          'Each version is checked by a tool on every page, in two languages, two themes and two widths. A tool does not see everything: no audit by others has taken place yet.',
        ],
      },
      {
        heading: 'Tell us what is wrong',
        paragraphs: [
          `Write to ${shop.email} with the address of the page. We answer, and serve your order in another way if need be.`,
        ],
      },
    ],
  }),
}
