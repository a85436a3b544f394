/** A file or a mapping that cannot be used: its message says what is wrong and what to do, in a line or two. */
export class FileProblem extends Error {
  override readonly name: string = 'FileProblem'
}
