import { countedEn, countedFr } from '../counted.ts'

/** What categories and the synonyms of the search say. */
export const categoriesFr = {
  title: 'Catégories',
  sections: {
    label: 'Catégories et recherche',
    tree: 'Arbre',
    synonyms: 'Synonymes de la recherche',
  },
  tree: 'Arbre des catégories',
  create: 'Nouvelle catégorie',
  createBelow: (name: string) => `Nouvelle catégorie dans ${name}`,
  empty: 'Aucune catégorie encore. Elles rangent les produits et font le menu de la boutique.',
  choose: 'Choisissez une catégorie pour voir et changer ses textes, son image et son adresse.',
  keys: 'Clavier : flèches haut et bas d’une catégorie à l’autre, droite et gauche pour ouvrir et fermer, Alt et une flèche pour déplacer.',
  open: (name: string) => `Montrer ce que contient ${name}`,
  products: (n: number) => countedFr(n, 'produit en vente', 'produits en vente'),
  move: {
    menu: (name: string) => `Déplacer ${name}`,
    up: 'Monter',
    down: 'Descendre',
    in: (parent: string) => `Mettre dans ${parent}`,
    out: (parent: string) => `Sortir de ${parent}`,
    elsewhere: 'Déplacer vers…',
    title: (name: string) => `Déplacer ${name}`,
    under: 'Dans quelle catégorie',
    root: 'Au premier niveau',
    ownBranch: (name: string) => `${name} — elle-même`,
    submit: 'Déplacer',
    effect: (n: number) =>
      n === 0
        ? 'Son adresse change ; l’ancienne continue d’y mener.'
        : `${countedFr(n, 'sous-catégorie la suit', 'sous-catégories la suivent')}. Son adresse change ; l’ancienne continue d’y mener.`,
    done: (name: string, place: number, parent: string) =>
      `${name} est en place ${place} dans ${parent}.`,
    doneAtRoot: (name: string, place: number) => `${name} est en place ${place} au premier niveau.`,
    refused: (name: string) => `${name} ne peut pas aller dans elle-même.`,
  },
  name: 'Nom',
  slug: 'Adresse (slug)',
  slugHelp:
    'Minuscules, chiffres et tirets. Les anciennes adresses continuent de mener ici. Vide : d’après le nom.',
  slugFault: 'Minuscules, chiffres et tirets seulement.',
  parent: 'Dans',
  description: 'Description',
  seoTitle: 'Titre pour les moteurs de recherche',
  seoDescription: 'Description pour les moteurs de recherche',
  seoHelp: 'Vide : le nom et la description de la catégorie.',
  path: 'Adresse',
  picture: {
    title: 'Image',
    alt: (name: string) => `Image de ${name}`,
    none: 'Pas d’image.',
    choose: 'Choisir une image',
    replace: 'Remplacer l’image',
    remove: 'Retirer l’image',
    help: 'JPEG, PNG, WebP ou AVIF.',
    set: 'L’image est en place.',
    removed: 'L’image est retirée.',
  },
  remove: {
    action: 'Supprimer la catégorie',
    effect: (name: string, n: number) =>
      n === 0
        ? `${name} disparaît de l’arbre et de la boutique. Ses produits, s’il y en a, vont ailleurs.`
        : `${name} disparaît de l’arbre et de la boutique. Ses produits et ${countedFr(n, 'sous-catégorie', 'sous-catégories')} vont ailleurs.`,
    target: 'Où vont ses produits et ses sous-catégories',
    targetHelp: 'Aussi les brouillons et les produits archivés.',
    nowhere: 'Nulle part, si elle est vide',
    missing: 'Choisissez',
    done: (name: string) => `${name} est supprimée.`,
  },
  created: (name: string) => `${name} est créée.`,
  synonyms: {
    title: 'Synonymes de la recherche',
    intro:
      'Un groupe par ligne : ses mots veulent dire la même chose, qui cherche l’un trouve les autres. Par exemple canapé = sofa = couch.',
    groups: 'Groupes de mots',
    count: (n: number) => countedFr(n, 'groupe', 'groupes'),
    fault: (line: number) =>
      `Ligne ${line} : deux mots au moins, vingt au plus, de 80 lettres au plus.`,
    tooMany: '2 000 groupes au plus.',
    effect: 'Ils comptent dès la prochaine recherche.',
  },
}

export type CategoryMessages = typeof categoriesFr

export const categoriesEn: CategoryMessages = {
  title: 'Categories',
  sections: { label: 'Categories and search', tree: 'Tree', synonyms: 'Synonyms of the search' },
  tree: 'Tree of categories',
  create: 'New category',
  createBelow: (name) => `New category in ${name}`,
  empty: 'No categories yet. They sort the products and make the menu of the shop.',
  choose: 'Choose a category to see and change its texts, its picture and its address.',
  keys: 'Keys: up and down from one category to the next, right and left to open and close, Alt and an arrow to move.',
  open: (name) => `Show what is in ${name}`,
  products: (n) => countedEn(n, 'product on sale', 'products on sale'),
  move: {
    menu: (name) => `Move ${name}`,
    up: 'Up',
    down: 'Down',
    in: (parent) => `Into ${parent}`,
    out: (parent) => `Out of ${parent}`,
    elsewhere: 'Move to…',
    title: (name) => `Move ${name}`,
    under: 'Into which category',
    root: 'On the first level',
    ownBranch: (name) => `${name} — itself`,
    submit: 'Move',
    effect: (n) =>
      n === 0
        ? 'Its address changes; the former one still leads to it.'
        : `${countedEn(n, 'subcategory goes', 'subcategories go')} with it. Its address changes; the former one still leads to it.`,
    done: (name, place, parent) => `${name} is in place ${place} in ${parent}.`,
    doneAtRoot: (name, place) => `${name} is in place ${place} on the first level.`,
    refused: (name) => `${name} cannot go into itself.`,
  },
  name: 'Name',
  slug: 'Address (slug)',
  slugHelp:
    'Small letters, digits and hyphens. Former addresses still lead here. Empty: from the name.',
  slugFault: 'Small letters, digits and hyphens only.',
  parent: 'In',
  description: 'Description',
  seoTitle: 'Title for search engines',
  seoDescription: 'Description for search engines',
  seoHelp: 'Empty: name and description of the category.',
  path: 'Address',
  picture: {
    title: 'Picture',
    alt: (name) => `Picture of ${name}`,
    none: 'No picture.',
    choose: 'Choose a picture',
    replace: 'Replace the picture',
    remove: 'Remove the picture',
    help: 'JPEG, PNG, WebP or AVIF.',
    set: 'The picture is in place.',
    removed: 'The picture is removed.',
  },
  remove: {
    action: 'Delete the category',
    effect: (name, n) =>
      n === 0
        ? `${name} leaves the tree and the shop. Its products, if any, go elsewhere.`
        : `${name} leaves the tree and the shop. Its products and ${countedEn(n, 'subcategory', 'subcategories')} go elsewhere.`,
    target: 'Where its products and subcategories go',
    targetHelp: 'Drafts and archived products, too.',
    nowhere: 'Nowhere, if it is empty',
    missing: 'Choose',
    done: (name) => `${name} is deleted.`,
  },
  created: (name) => `${name} is created.`,
  synonyms: {
    title: 'Synonyms of the search',
    intro:
      'A group on each line: its words mean the same, who searches for one finds the others. For example canapé = sofa = couch.',
    groups: 'Groups of words',
    count: (n) => countedEn(n, 'group', 'groups'),
    fault: (line) => `Line ${line}: two words at least, twenty at most, of 80 letters at most.`,
    tooMany: '2,000 groups at most.',
    effect: 'They count from the next search on.',
  },
}
