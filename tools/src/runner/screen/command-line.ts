import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util'
import { closest, distance } from 'fastest-levenshtein'
import { HelpRequest, reportError, UserError } from './user-error.ts'

/** An option: as `node:util` reads it, and the words that `--help` says of it. */
export type Option = ParseArgsOptionDescriptor & {
  readonly help: string
  /** The name of its value in the help, for options of type string: `URL`. */
  readonly value?: string
}

/** What a command takes: the one source of its help and of its errors. */
export type Command<O extends Readonly<Record<string, Option>>> = {
  /** As it is typed: `npm run import --`. */
  readonly run: string
  readonly summary: string
  /** The arguments that are not options, as the usage shows them: `FILE`, `[SERVICE]`. */
  readonly positionals?: string
  readonly options: O
  readonly examples: readonly string[]
  /** Exit codes beside 0 (done) and 2 (the command line is wrong). */
  readonly exitCodes?: Readonly<Record<number, string>>
  /** Whatever else must be known: settings that are read from the environment. */
  readonly notes?: string
}

const usageExitCode = 2
/** What `--url` says in every command that speaks to a shop. */
export const shopHelp = "the shop's gateway; default: the shop that runs from this checkout"
const help: Option = { type: 'boolean', short: 'h', help: 'show this help' }

/** What tests need to know of a shop that runs elsewhere. */
export const elsewhereNotes =
  'With --url, COMPTOIR_LEDGER_URL, STAFF_PASSWORD, ADMIN_PASSWORD and STRIPE_SECRET_KEY say how to use that shop\n' +
  '(STAFF_EMAIL, ADMIN_EMAIL and STRIPE_WEBHOOK_SECRET, too). What needs the processes of this machine is left out.'

/**
 * Reads a command line. Throws a HelpRequest for `--help`, and a UserError with exit code 2 for what the command does
 * not take; an unknown option is answered with the nearest that exists.
 * @example const { values, positionals } = readCommandLine(command)
 */
export function readCommandLine<const O extends Readonly<Record<string, Option>>>(
  command: Command<O>,
  argv: readonly string[] = process.argv.slice(2),
) {
  const options = { ...command.options, help }
  const args = [...argv]
  refuseUnknown(command, options, args)
  if (asksForHelp(args)) throw new HelpRequest(helpText(command))
  try {
    const allowPositionals = command.positionals !== undefined
    const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals })
    const words: readonly string[] = positionals
    return { values, positionals: words }
  } catch (error) {
    throw usageError(command, error instanceof Error ? (error.message.split('. ')[0] ?? '') : '')
  }
}

/** Reads the command line of a program without a `main`: ends it for `--help` and for what it does not take. */
export function readProgramLine<const O extends Readonly<Record<string, Option>>>(
  command: Command<O>,
) {
  try {
    return readCommandLine(command)
  } catch (error) {
    process.exit(reportError(error))
  }
}

/** A value or argument that the command does not take: one line, where the help is, exit code 2. */
export function usageError(command: { readonly run: string }, reason: string): UserError {
  return new UserError(`${reason}\nSee ${command.run} --help`, usageExitCode)
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')
}

function refuseUnknown(
  command: Command<Readonly<Record<string, Option>>>,
  options: Readonly<Record<string, Option>>,
  args: string[],
): void {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind !== 'option' || Object.hasOwn(options, token.name)) continue
    const nearest = nearestOption(token.name, Object.keys(options))
    const hint = nearest ? `; did you mean --${nearest}?` : ''
    throw usageError(command, `Unknown option ${token.rawName}${hint}`)
  }
}

/** The known name that is near enough to be a slip of the fingers: about one letter in three. */
export function nearestOption(name: string, known: readonly string[]): string | undefined {
  if (name.length < 2) return undefined
  const begun = known.find((one) => one.startsWith(name))
  if (begun) return begun
  const nearest = closest(name, [...known])
  return distance(name, nearest) <= Math.max(2, Math.ceil(name.length / 3)) ? nearest : undefined
}

/** What `--help` prints. */
export function helpText(command: Command<Readonly<Record<string, Option>>>): string {
  const { run, summary, positionals, options, examples, exitCodes = {}, notes } = command
  const rows = Object.entries({ ...options, help }).map(([name, option]): [string, string] => [
    flagOf(name, option),
    option.help,
  ])
  const codes = Object.entries({ 0: 'done', ...exitCodes, 2: exitCodes[2] ?? wrongCommandLine })
  return [
    `Usage: ${[run, positionals, '[options]'].filter(Boolean).join(' ')}`,
    `\n${summary}`,
    `\nOptions:\n${columns(rows)}`,
    `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`,
    `\nExit codes:\n${columns(codes)}`,
    ...(notes ? [`\n${notes}`] : []),
  ].join('\n')
}

const wrongCommandLine = 'the command line is wrong'

function flagOf(name: string, { short, value, type }: Option): string {
  const long = type === 'string' ? `--${name} ${value ?? 'VALUE'}` : `--${name}`
  return short ? `-${short}, ${long}` : long
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}
