/** How many orders can be looked up at once. */
export const mostOrders = 200

/** The ids in what somebody typed or pasted: one a line, or with spaces, commas or semicolons between; each once. */
export const orderIdsIn = (text: string): string[] =>
  [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))].slice(0, mostOrders)
