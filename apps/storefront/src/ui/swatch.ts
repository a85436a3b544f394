const colours: Readonly<Record<string, string>> = {
  ...named('#3b6f96', 'bleu', 'blue'),
  ...named('#22324f', 'marine', 'navy'),
  ...named('#c98f3c', 'ocre', 'ochre'),
  ...named('#f7f5ef', 'blanc', 'white', 'écru', 'ecru'),
  ...named('#b4472f', 'rouge', 'red', 'brique'),
  ...named('#8a9490', 'gris', 'grey', 'gray'),
  ...named('#e0a93c', 'jaune', 'yellow'),
  ...named('#23292a', 'noir', 'black'),
  ...named('#2f7259', 'vert', 'green'),
  ...named('#7a5238', 'marron', 'brun', 'brown'),
  ...named('#d99aa2', 'rose', 'pink'),
  ...named('#d9cbb0', 'beige', 'sable', 'sand'),
  ...named('#d9763a', 'orange'),
  ...named('#6f5590', 'violet', 'purple'),
  ...named('#c3c9c7', 'argent', 'silver'),
  ...named('#c9a24a', 'or', 'doré', 'gold'),
}

function named(colour: string, ...words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, colour]))
}

const colourOptions: readonly string[] = ['colour', 'color', 'couleur']

/** Whether an option of products is their colour. */
export const isColourOption = (name: string): boolean => colourOptions.includes(name.toLowerCase())

/** The colour that a word names, for CSS; nothing for a word that is not known. */
export function colourOf(word: string): string | undefined {
  const key = word.trim().toLowerCase()
  return Object.hasOwn(colours, key) ? colours[key] : undefined
}
