/** Something a person can fix: its message is one line that says what is wrong and what to do. */
export class Trouble extends Error {
  override name = 'Trouble'
}

/** Runs a command's main function; a Trouble becomes one line and exit code 1, without a stack. */
export async function runCommand(main: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
