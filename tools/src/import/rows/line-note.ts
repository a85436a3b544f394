/** Something to say of a line: why it is refused, or what was odd about it. */
export type LineNote = {
  readonly line: number
  /** Where it stands in another file than the products'. */
  readonly file?: string
  readonly id: string
  readonly reason: string
  /** The line as it stood, of one that is refused. */
  readonly raw?: string
}
