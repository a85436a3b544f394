/** Texts of a page that failed: apart, since they are the only ones that every browser loads. */
export const failure = {
  fr: {
    title: 'Nous n’arrivons pas à afficher cette page.',
    hint: 'Rien n’est perdu : ni votre panier, ni vos commandes. Essayez à nouveau dans un instant.',
    retry: 'Essayer à nouveau',
    reference: (id: string) => `Référence pour nous écrire : ${id}`,
  },
  en: {
    title: 'We cannot show this page.',
    hint: 'Nothing is lost: neither your cart nor your orders. Try again in a moment.',
    retry: 'Try again',
    reference: (id: string) => `Reference, should you write to us: ${id}`,
  },
} as const
