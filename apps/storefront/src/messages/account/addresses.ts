import type { Locale } from '../messages.ts'

const fr = {
  title: 'Vos adresses',
  empty: 'Aucune adresse pour le moment. Celle que vous ajoutez sera proposée à la commande.',
  add: 'Ajouter une adresse',
  addTitle: 'Nouvelle adresse',
  editTitle: 'Modifier l’adresse',
  edit: 'Modifier',
  editOf: (name: string) => `Modifier l’adresse de ${name}`,
  remove: 'Supprimer',
  removeOf: (name: string) => `Supprimer l’adresse de ${name}`,
  removed: (name: string) => `L’adresse de ${name} est supprimée.`,
  restored: 'L’adresse est de nouveau là.',
  undo: 'Annuler',
  save: 'Enregistrer',
  saving: 'Enregistrement…',
  saved: 'L’adresse est enregistrée.',
  cancel: 'Abandonner',
  isDefaultShipping: 'Livraison par défaut',
  isDefaultBilling: 'Facturation par défaut',
  useShipping: 'Livrer ici par défaut',
  useBilling: 'Facturer ici par défaut',
  full: 'Le carnet est plein : cinquante adresses au plus.',
}

type AddressesMessages = typeof fr

const en: AddressesMessages = {
  title: 'Your addresses',
  empty: 'No address yet. The one that you add will be offered when you order.',
  add: 'Add an address',
  addTitle: 'New address',
  editTitle: 'Change the address',
  edit: 'Change',
  editOf: (name: string) => `Change the address of ${name}`,
  remove: 'Remove',
  removeOf: (name: string) => `Remove the address of ${name}`,
  removed: (name: string) => `The address of ${name} is removed.`,
  restored: 'The address is back.',
  undo: 'Undo',
  save: 'Save',
  saving: 'Saving…',
  saved: 'The address is saved.',
  cancel: 'Leave it',
  isDefaultShipping: 'Default for delivery',
  isDefaultBilling: 'Default for invoices',
  useShipping: 'Deliver here by default',
  useBilling: 'Invoice here by default',
  full: 'The book is full: fifty addresses at most.',
}

/** The texts of the address book. */
export const addressesMessages = (locale: Locale): AddressesMessages => (locale === 'en' ? en : fr)
