const french = { plural: new Intl.PluralRules('fr'), number: new Intl.NumberFormat('fr-FR') }
const english = { plural: new Intl.PluralRules('en'), number: new Intl.NumberFormat('en-IE') }

const counted = ({ plural, number }: typeof french) =>
  function count(n: number, one: string, other: string): string {
    return `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`
  }

/** A count with its word: `3 commandes`. */
export const countedFr = counted(french)
/** A count with its word: `3 orders`. */
export const countedEn = counted(english)
