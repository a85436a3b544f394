/** Which shipments are to be handed over: those that are named, else all that wait. */
export type HandOverSearch = { readonly only?: string }

/** As many are chosen at most: their ids stand in the address, which has to pass all that is between. */
export const mostChosen = 200

/** Reads the address of the hand-over. A choice that cannot be read is one of nothing, and never of all. */
export function readHandOverSearch({ only }: Readonly<Record<string, unknown>>): HandOverSearch {
  if (only === undefined) return {}
  return { only: typeof only === 'string' ? only : '' }
}

export type Choice = { readonly ids: readonly string[]; readonly isTooLong: boolean }

/** The shipments that an address names: none when they are too many. */
export function choiceIn(only: string): Choice {
  const ids = [...new Set(only.split(',').filter(Boolean))]
  const isTooLong = ids.length > mostChosen
  return { ids: isTooLong ? [] : ids, isTooLong }
}
