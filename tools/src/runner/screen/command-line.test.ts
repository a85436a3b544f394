import { describe, expect, it } from 'vitest'
import { helpText, nearestOption, readCommandLine } from './command-line.ts'
import { HelpRequest, UserError } from './user-error.ts'

const command = {
  run: 'npm run weigh --',
  summary: 'Weighs a parcel.',
  positionals: 'PARCEL',
  options: {
    'port-offset': { type: 'string', value: 'N', default: '0', help: 'moves every port' },
    json: { type: 'boolean', default: false, help: 'the result as JSON' },
  },
  examples: ['npm run weigh -- shp_1 --json'],
  exitCodes: { 1: 'the parcel is too heavy' },
} as const

function failureOf(argv: string[]): unknown {
  try {
    readCommandLine(command, argv)
    return undefined
  } catch (error) {
    return error
  }
}

describe('a command line', () => {
  it('gives the options and the other arguments', () => {
    const { values, positionals } = readCommandLine(command, ['shp_1', '--port-offset', '7'])
    expect([values['port-offset'], values.json, positionals]).toEqual(['7', false, ['shp_1']])
  })

  it.each([
    [['--port-ofset', '1'], 'Unknown option --port-ofset; did you mean --port-offset?'],
    [['--port', '1'], 'Unknown option --port; did you mean --port-offset?'],
    [['--jsno'], 'Unknown option --jsno; did you mean --json?'],
    [['--hlep'], 'Unknown option --hlep; did you mean --help?'],
    [['--colour'], 'Unknown option --colour\n'],
    [['-x'], 'Unknown option -x\n'],
    [['--constructor'], 'Unknown option --constructor\n'],
    [['--json=yes'], "Option '--json' does not take an argument"],
    [['--port-offset'], "Option '--port-offset <value>' argument missing"],
  ])('refuses %j with exit code 2', (argv, words) => {
    const failure = failureOf(argv)
    expect(failure).toBeInstanceOf(UserError)
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringContaining(words) })
    expect(failure).toMatchObject({
      message: expect.stringContaining('See npm run weigh -- --help'),
    })
  })

  it('takes a request for help before anything else that is right', () => {
    for (const argv of [['--help'], ['shp_1', '-h'], ['--json', '--help']])
      expect(failureOf(argv)).toBeInstanceOf(HelpRequest)
    expect(failureOf(['--', '--help'])).toBeUndefined()
  })
})

describe('the help', () => {
  it('says usage, options, examples and exit codes', () => {
    expect(helpText(command)).toBe(
      [
        'Usage: npm run weigh -- PARCEL [options]',
        '',
        'Weighs a parcel.',
        '',
        'Options:',
        '  --port-offset N  moves every port',
        '  --json           the result as JSON',
        '  -h, --help       show this help',
        '',
        'Examples:',
        '  npm run weigh -- shp_1 --json',
        '',
        'Exit codes:',
        '  0  done',
        '  1  the parcel is too heavy',
        '  2  the command line is wrong',
      ].join('\n'),
    )
  })
})

describe('the nearest option', () => {
  it('is none when nothing is near', () => {
    expect(nearestOption('q', ['query'])).toBeUndefined()
    expect(nearestOption('verbose', ['json', 'url'])).toBeUndefined()
    expect(nearestOption('quer', ['quantity', 'query'])).toBe('query')
  })
})
