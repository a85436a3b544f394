/** What becomes of goods that are refunded before they left. */
export const goodsFr = {
  label: 'Que deviennent les articles',
  restock: 'Ils retournent en vente',
  writeOff: 'Ils sont sortis du stock',
  keepShipping: 'Le colis part quand même',
}

export const goodsEn = {
  label: 'What becomes of the goods',
  restock: 'They go back on sale',
  writeOff: 'They are written off',
  keepShipping: 'The parcel leaves all the same',
} satisfies typeof goodsFr
