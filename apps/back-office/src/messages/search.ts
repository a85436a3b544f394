/** What the search of everything says. */
export const searchFr = {
  hits: 'Résultats',
  groups: {
    pages: 'Pages',
    actions: 'Actions',
    orders: 'Commandes',
    customers: 'Clients',
    products: 'Produits',
  },
  none: 'Rien de ce nom.',
  looking: 'Recherche…',
  silent: 'Une partie de la recherche ne répond pas.',
  newOrder: 'Nouvelle commande par téléphone',
  drafts: 'Brouillons de commande',
  dark: 'Couleurs sombres',
  light: 'Couleurs claires',
  otherLanguage: 'Switch to English',
  signOut: 'Se déconnecter',
}

export const searchEn: typeof searchFr = {
  hits: 'Hits',
  groups: {
    pages: 'Pages',
    actions: 'Actions',
    orders: 'Orders',
    customers: 'Customers',
    products: 'Products',
  },
  none: 'Nothing is called so.',
  looking: 'Searching…',
  silent: 'A part of the search does not answer.',
  newOrder: 'New order by phone',
  drafts: 'Order drafts',
  dark: 'Dark colours',
  light: 'Light colours',
  otherLanguage: 'Passer en français',
  signOut: 'Sign out',
}
