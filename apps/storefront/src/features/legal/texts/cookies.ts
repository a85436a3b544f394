import type { LegalTexts } from '../legal-text.ts'

/** Only what the site needs to work: no consent has to be asked for (directive 2002/58/EC, article 5, paragraph 3). */
export const cookies: LegalTexts = {
  fr: () => ({
    title: 'Cookies',
    sections: [
      {
        heading: 'Uniquement le nécessaire',
        paragraphs: [
          'Ce site ne pose que les cookies sans lesquels il ne fonctionne pas : c’est pourquoi il ne vous demande rien.',
          '- Votre panier, trente jours.',
          '- Votre session, jusqu’à la déconnexion.',
          '- Votre discussion avec nous, trente jours.',
          '- Votre langue, un an.',
        ],
      },
      {
        heading: 'Dans votre navigateur',
        paragraphs: [
          'Vos dernières recherches, et un message que vous n’avez pas encore envoyé, restent dans votre navigateur et ne nous sont pas envoyés. Effacez-les avec les données du site.',
        ],
      },
    ],
  }),
  en: () => ({
    title: 'Cookies',
    sections: [
      {
        heading: 'Only what is needed',
        paragraphs: [
          'This site sets only cookies that it cannot work without: that is why it asks you nothing.',
          '- Your cart, for thirty days.',
          '- Your session, until you sign out.',
          '- Your chat with us, for thirty days.',
          '- Your language, for a year.',
        ],
      },
      {
        heading: 'In your browser',
        paragraphs: [
          'Your last searches, and a message that you have not sent yet, stay in your browser and are not sent to us. Clear them with the data of the site.',
        ],
      },
    ],
  }),
}
