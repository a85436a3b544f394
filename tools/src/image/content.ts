// Runs inside `docker build`, before any package is installed: Node's own modules only.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { writeSbom } from './sbom.ts'
import { buildSite, isSiteFolder } from './site-build.ts'

type Package = {
  readonly name: string
  readonly workspaces?: readonly string[]
  readonly devDependencies?: unknown
  readonly scripts?: unknown
  readonly dependencies?: Readonly<Record<string, string>>
}
export type Workspace = { readonly folder: string; readonly manifest: Package }

const readPackage = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Package

/** The workspaces of the repository, by package name. */
export function readWorkspaces(root: string): Map<string, Workspace> {
  const { workspaces = [] } = readPackage(join(root, 'package.json'))
  const files = workspaces.flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: root }))
  return new Map(
    files.map((file) => {
      const manifest = readPackage(join(root, file))
      return [manifest.name, { folder: dirname(file), manifest }]
    }),
  )
}

/** The workspaces that a program needs: its own and those that it depends on. */
export function workspacesOf(name: string, all: ReadonlyMap<string, Workspace>): Workspace[] {
  const needed = new Map<string, Workspace>()
  const visit = (one: string) => {
    const workspace = all.get(one)
    if (!workspace || needed.has(one)) return
    needed.set(one, workspace)
    for (const dependency of Object.keys(workspace.manifest.dependencies ?? {})) visit(dependency)
  }
  visit(name)
  return [...needed.values()]
}

/** What a program does not need to run. */
const isLeftOut = (path: string) =>
  /(\.test\.tsx?|\.md)$/.test(path) ||
  /(^|\/)(test|node_modules|src\/test|fixtures|\.next\/(cache|dev|diagnostics|types))(\/|$)/.test(
    path,
  )

/**
 * Writes the content of an image as two layers: `packages`, the production packages, which change seldom, and `sources`,
 * one workspace with those that it depends on and the link `program` to its folder. `docker build` makes the same
 * folders as a machine without an engine.
 * @example node tools/src/image/content.ts services/orders /content
 */
export async function writeContent(root: string, program: string, out: string): Promise<void> {
  if (isSiteFolder(root, program)) await buildPages(root, program)
  const needed = workspacesOf(nameOf(program, readWorkspaces(root)), readWorkspaces(root))
  writePackages(root, needed, join(out, 'packages'))
  writeSources(root, needed, program, join(out, 'sources'))
}

/** Pages are built with the packages of development, which the image does not hold. */
async function buildPages(root: string, program: string): Promise<void> {
  if (!existsSync(join(root, 'node_modules'))) {
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (status !== 0) throw new Error(`npm ci ended with ${status}`)
  }
  await buildSite({ root, folder: program, onLine: (line) => console.log(line) })
}

/** The package name of a program. Throws when there is no such workspace. */
export function nameOf(program: string, all: ReadonlyMap<string, Workspace>): string {
  for (const [name, { folder }] of all) if (folder === program) return name
  const known = [...all.values()].map(({ folder }) => folder).join(', ')
  throw new Error(`There is no program "${program}"; there are: ${known}`)
}

/**
 * Production packages at the versions of the lock file, with their SBOM and licences. `npm ci` would install those of
 * every workspace. The first workspace is the program's own.
 */
export function writePackages(root: string, needed: readonly Workspace[], out: string): void {
  makeFolder(out)
  const { devDependencies: _, scripts: __, ...manifest } = readPackage(join(root, 'package.json'))
  const own = { ...manifest, workspaces: needed.map(({ folder }) => folder) }
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(own, undefined, 2)}\n`)
  cpSync(join(root, 'package-lock.json'), join(out, 'package-lock.json'))
  for (const { folder } of needed) {
    const { devDependencies: ___, ...shipped } = readPackage(join(root, folder, 'package.json'))
    mkdirSync(join(out, folder), { recursive: true })
    writeFileSync(join(out, folder, 'package.json'), `${JSON.stringify(shipped, undefined, 2)}\n`)
  }
  const options = ['--omit=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const stdio = ['ignore', 'ignore', 'inherit'] as const
  const { status, error } = spawnSync('npm', ['install', ...options], {
    cwd: out,
    stdio: [...stdio],
  })
  if (error) throw error
  if (status !== 0) throw new Error(`npm install ended with ${status}`)
  rmSync(join(out, 'node_modules', '.package-lock.json'), { force: true })
  writeSbom(out, (needed[0]?.manifest.name ?? '').replace('@', ''))
}

/** The sources of the workspaces, without tests and pages. */
export function writeSources(
  root: string,
  needed: readonly Workspace[],
  program: string,
  out: string,
): void {
  makeFolder(out)
  for (const { folder } of needed) {
    const from = join(root, folder)
    const filter = (path: string) => !isLeftOut(relative(from, path))
    cpSync(from, join(out, folder), { recursive: true, filter })
  }
  symlinkSync(program, join(out, 'program'))
}

function makeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
}

if (import.meta.main) {
  const [program = '', out = ''] = process.argv.slice(2)
  await writeContent(resolve(import.meta.dirname, '../../..'), program, resolve(out))
}
