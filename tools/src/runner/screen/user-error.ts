/** Something a person can fix: its message says what is wrong and what to do, in a line or two. */
export class UserError extends Error {
  override name = 'UserError'
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Someone asked for the help of a command: its message is the help. */
export class HelpRequest extends Error {
  override name = 'HelpRequest'
}

/** Runs a command's main function; a UserError becomes one line and its exit code, without a stack. */
export async function runCommand(main: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    process.exitCode = reportError(error)
  }
}

/** Prints a UserError or the help that was asked for, and answers the exit code; throws what is neither. */
export function reportError(error: unknown): number {
  if (error instanceof HelpRequest) {
    process.stdout.write(`${error.message}\n`)
    return 0
  }
  if (!(error instanceof UserError)) throw error
  process.stderr.write(`${error.message}\n`)
  return error.exitCode
}
