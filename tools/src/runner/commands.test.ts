import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { usualChoice } from './plan/choice.ts'
import { checkout, layoutOf } from './plan/layout.ts'
import { writeRun } from './process/run-file.ts'
import { newRun } from './process/session.ts'
import type { StartOptions } from './screen/arguments.ts'

const options: StartOptions = {
  asked: {},
  only: [],
  portOffset: 2000,
  dev: false,
  detach: false,
  seed: false,
}

const newHome = () => mkdtempSync(join(tmpdir(), 'comptoir-home-'))

/** A home in which Comptoir runs, as far as others can tell: this process plays the runner. */
function homeInUse(): string {
  const home = newHome()
  writeRun(layoutOf(checkout, { COMPTOIR_HOME: home }).runFile, newRun(options, usualChoice))
  return home
}

function run(home: string, command: string, ...args: string[]) {
  const script = join(checkout, 'tools', 'src', command, `${command}.ts`)
  const env = { ...process.env, COMPTOIR_HOME: home }
  const done = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' })
  return { code: done.status, said: `${done.stdout}${done.stderr}`.trim() }
}

describe('while Comptoir runs here', () => {
  it('a second start says where', () => {
    expect(run(homeInUse(), 'start')).toEqual({
      code: 1,
      said: `Comptoir already runs here: http://localhost:10080 (pid ${process.pid}). \`npm stop\` ends it, \`npm run status\` shows it.`,
    })
  })

  it('its data cannot be reset', () => {
    const home = homeInUse()
    expect(run(home, 'reset')).toEqual({
      code: 1,
      said: `Comptoir runs here (pid ${process.pid}); stop it first: npm stop`,
    })
    expect(existsSync(join(home, 'run.json'))).toBe(true)
  })

  it('status tells so', () => {
    const { code, said } = run(homeInUse(), 'status')
    expect(code).toBe(0)
    expect(said).toMatch(
      /^Comptoir is starting: http:\/\/localhost:10080, broker redis, store redis/,
    )
    expect(said).toMatch(/^total .*MB|^total .*-/m)
  })
})

describe('while Comptoir does not run here', () => {
  it('status says how to start it', () => {
    expect(run(newHome(), 'status')).toEqual({
      code: 1,
      said: 'Comptoir does not run here. Start it with `npm start`.',
    })
  })

  it('stop has nothing to do', () => {
    expect(run(newHome(), 'stop')).toEqual({ code: 0, said: 'Comptoir does not run here.' })
  })

  it('a run file of a process that ended counts for nothing', () => {
    const home = newHome()
    const ended = { ...newRun(options, usualChoice), pid: 2 ** 22 + 1 }
    writeRun(layoutOf(checkout, { COMPTOIR_HOME: home }).runFile, ended)
    expect(run(home, 'status').code).toBe(1)
  })

  it('reset forgets what the runner made, and nothing else', () => {
    const home = newHome()
    mkdirSync(join(home, 'data', 'redis'), { recursive: true })
    writeFileSync(join(home, 'secrets.json'), '{}')
    writeFileSync(join(home, 'mine.txt'), 'mine')
    expect(run(home, 'reset').said).toContain('All data of this checkout is gone.')
    expect(existsSync(join(home, 'data'))).toBe(false)
    expect(existsSync(join(home, 'secrets.json'))).toBe(false)
    expect(existsSync(join(home, 'mine.txt'))).toBe(true)
  })

  it('logs shows the end of a log, and names the logs when asked for another', () => {
    const home = newHome()
    mkdirSync(join(home, 'logs'))
    writeFileSync(join(home, 'logs', 'orders-sidecar.log'), 'one\ntwo\n')
    expect(run(home, 'logs', 'orders', '--sidecar', '-n', '1')).toEqual({ code: 0, said: 'two' })
    const other = run(home, 'logs', 'carts')
    expect(other).toMatchObject({ code: 2, said: expect.stringContaining('Logs: orders-sidecar') })
  })

  it('a start on a store that does not exist names those that do', () => {
    expect(run(newHome(), 'start', '--store', 'cellar')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^There is no store "cellar"; there are: .*redis/),
    })
  })
})

/** A checkout with nothing installed, and an npm that notes how it was called. */
function bareCheckout() {
  const root = mkdtempSync(join(tmpdir(), 'comptoir-bare-'))
  for (const command of ['hello', 'fail'])
    mkdirSync(join(root, 'tools', 'src', command), { recursive: true })
  mkdirSync(join(root, 'bin'))
  copyFileSync(join(checkout, 'tools', 'bootstrap.mjs'), join(root, 'tools', 'bootstrap.mjs'))
  writeFileSync(
    join(root, 'tools', 'src', 'hello', 'hello.ts'),
    'console.log("hello", process.argv[2])',
  )
  writeLock(join(root, 'package-lock.json'), '1.0.0')
  const npm = `#!/bin/sh
    echo "npm $*"; mkdir -p node_modules/.bin
    cp package-lock.json node_modules/.package-lock.json
    ln -sf "${process.execPath}" node_modules/.bin/node`
  writeFileSync(join(root, 'bin', 'npm'), npm)
  chmodSync(join(root, 'bin', 'npm'), 0o755)
  return root
}

function writeLock(file: string, version: string): void {
  writeFileSync(file, JSON.stringify({ packages: { '': {}, 'node_modules/zod': { version } } }))
}

function bootstrap(root: string, ...args: string[]) {
  const env = { ...process.env, PATH: [join(root, 'bin'), process.env.PATH].join(delimiter) }
  const script = join(root, 'tools', 'bootstrap.mjs')
  const done = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' })
  return { code: done.status, said: `${done.stdout}${done.stderr}` }
}

describe('the bootstrap', () => {
  it('installs the packages when there are none, then runs the command', () => {
    const { code, said } = bootstrap(bareCheckout(), 'hello', 'shop')
    expect(code).toBe(0)
    expect(said).toMatch(/Installing the npm packages.*\nnpm ci .*\nhello shop\n$/)
  })

  it('installs nothing when all is there', () => {
    const root = bareCheckout()
    bootstrap(root, 'hello')
    expect(bootstrap(root, 'hello', 'again').said).toBe('hello again\n')
  })

  it('installs again after the lock file changed', () => {
    const root = bareCheckout()
    bootstrap(root, 'hello')
    writeLock(join(root, 'package-lock.json'), '2.0.0')
    expect(bootstrap(root, 'hello').said).toContain('npm ci')
  })

  it('explains a command that does not exist', () => {
    expect(bootstrap(bareCheckout(), 'strat')).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no command "strat"'),
    })
  })

  it('runs a program by its path too, also one of a package that it installs first', () => {
    const root = bareCheckout()
    const { code, said } = bootstrap(root, 'tools/src/hello/hello.ts', '-t')
    expect([code, said.endsWith('\nhello -t\n')]).toEqual([0, true])
    const other = 'node_modules/greeter/greet.mjs'
    mkdirSync(join(root, 'node_modules', 'greeter'))
    writeFileSync(join(root, other), 'console.log("greetings", process.argv.slice(2).join())')
    expect(bootstrap(root, other, 'run', '--project').said).toBe('greetings run,--project\n')
    expect(bootstrap(root, 'bench/src/bensh.ts').said).toContain('There is no command')
  })

  it('passes on how the command ended', () => {
    const root = bareCheckout()
    writeFileSync(join(root, 'tools', 'src', 'fail', 'fail.ts'), 'process.exit(7)')
    expect(bootstrap(root, 'fail').code).toBe(7)
  })
})
