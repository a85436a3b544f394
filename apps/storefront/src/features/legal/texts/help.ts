import { returnDays } from '../../../shop/identity.ts'
import type { LegalTexts } from '../legal-text.ts'

/** What people ask most. */
export const help: LegalTexts = {
  fr: (shop) => ({
    title: 'Aide',
    sections: [
      {
        heading: 'Où en est ma commande ?',
        paragraphs: [
          'La page de votre commande avance en direct : reçue, stock réservé, payée, confirmée, préparée, expédiée, livrée. Le lien est dans le courriel de confirmation.',
        ],
      },
      {
        heading: 'Mon paiement a été refusé. Que faire ?',
        paragraphs: [
          'Rien n’a été débité et votre commande est gardée. Sa page propose un autre moyen de paiement jusqu’à l’heure indiquée ; ensuite elle s’annule d’elle-même.',
        ],
      },
      {
        heading: 'J’ai appuyé deux fois. Ai-je commandé deux fois ?',
        paragraphs: [
          'Non. Une intention donne une commande, même après un double clic, un rechargement ou une coupure de réseau.',
        ],
      },
      {
        heading: 'Puis-je annuler ?',
        paragraphs: [
          'Oui, tant que le colis n’est pas parti : le bouton est sur la page de la commande, et le remboursement part aussitôt. Ensuite, c’est un retour.',
        ],
      },
      {
        heading: 'Puis-je renvoyer un article ?',
        paragraphs: [
          `Oui, ${returnDays(shop)} jours après la livraison. La page « Retours » dit comment.`,
        ],
      },
      {
        heading: 'Faut-il un compte ?',
        paragraphs: [
          shop.guestOrders
            ? 'Non. Avec un compte, vos adresses et vos commandes vous attendent ; sans compte, le lien du courriel ouvre votre commande.'
            : 'Oui : il garde vos adresses et vos commandes.',
        ],
      },
      {
        heading: 'À qui parler ?',
        paragraphs: [`Écrivez à ${shop.email} : une personne répond.`],
      },
    ],
  }),
  en: (shop) => ({
    title: 'Help',
    sections: [
      {
        heading: 'Where is my order?',
        paragraphs: [
          'The page of your order moves on live: received, stock held, paid, confirmed, prepared, shipped, delivered. The link is in the confirmation email.',
        ],
      },
      {
        heading: 'My payment was refused. What now?',
        paragraphs: [
          'Nothing was taken and your order is kept. Its page offers another means of payment until the time shown; after that it cancels itself.',
        ],
      },
      {
        heading: 'I pressed twice. Did I order twice?',
        paragraphs: [
          'No. One intention makes one order, even after a double click, a reload or a lost network.',
        ],
      },
      {
        heading: 'Can I cancel?',
        paragraphs: [
          'Yes, until the parcel has left: the button is on the page of the order, and the refund leaves at once. After that it is a return.',
        ],
      },
      {
        heading: 'Can I send something back?',
        paragraphs: [
          `Yes, ${returnDays(shop)} days after the delivery. The page “Returns” says how.`,
        ],
      },
      {
        heading: 'Do I need an account?',
        paragraphs: [
          shop.guestOrders
            ? 'No. With an account, your addresses and orders wait for you; without one, the link in the email opens your order.'
            : 'Yes: it keeps your addresses and your orders.',
        ],
      },
      {
        heading: 'Who can I talk to?',
        paragraphs: [`Write to ${shop.email}: a person answers.`],
      },
    ],
  }),
}
