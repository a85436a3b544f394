/** Whether a code that is typed for something new is in the book: written, it would replace what is there. */
export const isTaken = (code: string, taken: readonly string[]): boolean =>
  taken.includes(code.trim())
