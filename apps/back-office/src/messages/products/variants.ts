import { countedEn, countedFr } from '../counted.ts'

/** What the variants of a product say. */
export const variantsFr = {
  options: 'Options',
  optionsHint:
    'Ce que le client choisit, par exemple la taille et la couleur. Sans option, il n’y a qu’une variante.',
  optionName: (n: number) => `Option ${n}`,
  optionValues: (name: string) => `Valeurs de ${name}`,
  valuesHint: 'Entrée ou virgule après chaque valeur.',
  addOption: 'Ajouter une option',
  removeOption: (name: string) => `Retirer l’option ${name}`,
  remove: 'Retirer',
  generate: (n: number) => `Créer ${countedFr(n, 'variante', 'variantes')}`,
  removeStray: (n: number) =>
    `Retirer ${countedFr(n, 'variante sans option valable', 'variantes sans option valable')}`,
  tooMany: (n: number, most: number) =>
    `Ces options font ${n} variantes : un produit en a ${most} au plus.`,
  grid: 'Variantes',
  filter: 'Filtrer les variantes',
  shown: (n: number, all: number) => `${n} sur ${countedFr(all, 'variante', 'variantes')}`,
  add: 'Ajouter une variante',
  look: 'Des variantes ont été refusées : SKU déjà pris, valeur manquante, ou deux fois les mêmes options.',
  keys: 'Clavier : Tab passe au champ suivant, flèches et Entrée à la ligne, et un tableau copié se colle dans les champs.',
  chooseAll: 'Choisir toutes les variantes affichées',
  choose: (name: string) => `Choisir ${name}`,
  chosen: (n: number) => countedFr(n, 'variante choisie', 'variantes choisies'),
  setPrice: 'Donner ce prix',
  setWeight: 'Donner ce poids',
  removeChosen: 'Retirer les variantes',
  numbered: (n: number) => `variante ${n}`,
  cellOf: (column: string, name: string) => `${column} de ${name}`,
  names: { fr: 'Nom (français)', en: 'Nom (anglais)' },
  columns: {
    sku: 'SKU',
    price: 'Prix (€)',
    compareAt: 'Ancien prix (€)',
    weight: 'Poids (g)',
    gtin: 'Code-barres',
    picture: 'Image',
    available: 'Disponible',
  },
  ownPicture: 'du produit',
  picture: (n: number) => `image ${n}`,
}

export type VariantsTexts = typeof variantsFr

export const variantsEn = {
  options: 'Options',
  optionsHint:
    'What a customer chooses, for example size and colour. Without options there is one variant only.',
  optionName: (n) => `Option ${n}`,
  optionValues: (name) => `Values of ${name}`,
  valuesHint: 'Enter or comma after each value.',
  addOption: 'Add an option',
  removeOption: (name) => `Remove the option ${name}`,
  remove: 'Remove',
  generate: (n) => `Create ${countedEn(n, 'variant', 'variants')}`,
  removeStray: (n) =>
    `Remove ${countedEn(n, 'variant without a valid option', 'variants without a valid option')}`,
  tooMany: (n, most) => `These options make ${n} variants: a product has ${most} at most.`,
  grid: 'Variants',
  filter: 'Filter the variants',
  shown: (n, all) => `${n} of ${countedEn(all, 'variant', 'variants')}`,
  add: 'Add a variant',
  look: 'Variants were refused: a SKU that is taken, a missing value, or the same options twice.',
  keys: 'Keys: Tab goes to the next field, arrows and Enter to the next row, and a table that was copied can be pasted.',
  chooseAll: 'Select all variants shown',
  choose: (name) => `Select ${name}`,
  chosen: (n) => `${countedEn(n, 'variant', 'variants')} selected`,
  setPrice: 'Set this price',
  setWeight: 'Set this weight',
  removeChosen: 'Remove the variants',
  numbered: (n) => `variant ${n}`,
  cellOf: (column, name) => `${column} of ${name}`,
  names: { fr: 'Name (French)', en: 'Name (English)' },
  columns: {
    sku: 'SKU',
    price: 'Price (€)',
    compareAt: 'Former price (€)',
    weight: 'Weight (g)',
    gtin: 'Barcode',
    picture: 'Picture',
    available: 'Available',
  },
  ownPicture: 'of the product',
  picture: (n) => `picture ${n}`,
} satisfies VariantsTexts
