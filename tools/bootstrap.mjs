#!/usr/bin/env node
// The one file that must run on any Node from 20 on: it installs the packages when they are missing
// or outdated, then hands over to Node 24, which runs TypeScript as it is.
//   node tools/bootstrap.mjs start --port-offset 1000   runs tools/src/start/start.ts
//   node tools/bootstrap.mjs bench/src/bench.ts          runs that program of this repository
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [command = '', ...args] = process.argv.slice(2)
const isProgram = /^[\w-][\w./-]*\.(ts|mjs)$/.test(command)
const script = isProgram
  ? join(root, command)
  : join(root, 'tools', 'src', command, `${command}.ts`)

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(
    `Comptoir needs Node 20 or newer to start; this is ${process.versions.node}: https://nodejs.org`,
  )
}
if (!isProgram && !/^[a-z][a-z-]*$/.test(command)) failUnknown()
if (!command.startsWith('node_modules/') && !existsSync(script)) failUnknown()
if (!packagesAreInstalled()) installPackages()
run(join(root, 'node_modules', '.bin', 'node'), [script, ...args])

/** Compares what npm says it installed with the lock file, so that a pulled change is noticed. */
function packagesAreInstalled() {
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  const wanted = packagesIn(join(root, 'package-lock.json'))
  return Object.entries(wanted).every(([path, entry]) => {
    const optional = entry.optional || entry.devOptional || !path.startsWith('node_modules/')
    return optional || (installed[path] && installed[path].version === entry.version)
  })
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages
  } catch {
    return {}
  }
}

function installPackages() {
  console.log('Installing the npm packages (once, and after a change of package-lock.json) …')
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = spawnSync('npm', options, { cwd: root, stdio: 'inherit' })
  if (npm.error) fail('npm is not on PATH: it comes with Node, https://nodejs.org')
  if (npm.status !== 0)
    fail('npm could not install the packages (its reason is above); run `npm ci` to see it again')
}

function run(node, argv) {
  const child = spawn(node, argv, { cwd: root, stdio: 'inherit' })
  child.on('error', () => fail('node_modules is incomplete; repair it with `npm ci`'))
  // A terminal sends Ctrl-C to both processes; the child decides when this one ends.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
  })
}

function failUnknown() {
  fail(`There is no command "${command}": see "scripts" in package.json`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
