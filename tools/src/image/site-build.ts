// Also runs inside `docker build`, before any package is installed: Node's own modules only.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

/** What a site is built from, beside its own folder. */
const shared = ['packages/site/src', 'packages/contracts/src']
const marker = 'comptoir-sources'

/** Who builds the pages of a site, known by the file that configures it; into which folder, and where browsers load from. */
const builders = [
  {
    config: 'next.config.ts',
    program: 'next/dist/bin/next',
    built: '.next',
    texts: '.next/static',
  },
  { config: 'vite.config.ts', program: 'vite/bin/vite.js', built: 'dist', texts: 'dist' },
] as const

const builderOf = (root: string, folder: string) =>
  builders.find(({ config }) => existsSync(join(root, folder, config)))

/** Whether a workspace is a site, whose pages are built before it starts. */
export const isSiteFolder = (root: string, folder: string): boolean =>
  builderOf(root, folder) !== undefined

/** Whether what was built of a site is from the sources as they are. */
export const isBuilt = (root: string, folder: string): boolean =>
  builtFrom(root, folder) === sourcesKey(root, folder)

export type SiteBuild = {
  readonly root: string
  /** Of the site, from the root: `apps/storefront`. */
  readonly folder: string
  readonly onLine?: (line: string) => void
  readonly signal?: AbortSignal | undefined
}

/** Builds the pages of a site unless they are built from these sources. Throws with the end of the output when that fails. */
export async function buildSite({ root, folder, onLine, signal }: SiteBuild): Promise<void> {
  const key = sourcesKey(root, folder)
  const builder = builderOf(root, folder)
  if (!builder || builtFrom(root, folder) === key) return
  const program = join(root, 'node_modules', builder.program)
  const cwd = join(root, folder)
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const child = spawn(process.execPath, [program, 'build'], { cwd, env, signal, stdio: 'pipe' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000)
      for (const line of chunk.toString().split('\n')) if (line.trim()) onLine?.(line.trim())
    })
  }
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (ended) => resolve(ended ?? 1))
  })
  if (code !== 0) throw new Error(`${folder} could not be built:\n${output.slice(-2_000)}`)
  compressTexts(join(cwd, builder.texts))
  writeFileSync(join(cwd, builder.built, marker), key)
}

/** Writes each text also compressed, once for all requests. */
function compressTexts(folder: string): void {
  for (const file of globSync('**/*.{html,js,css,svg}', { cwd: folder })) {
    const path = join(folder, file)
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)))
  }
}

function builtFrom(root: string, folder: string): string | undefined {
  const file = join(root, folder, builderOf(root, folder)?.built ?? '', marker)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** One key for all that the pages are made from. */
function sourcesKey(root: string, folder: string): string {
  const exclude = ['**/node_modules/**', '**/.next/**', `${folder}/dist/**`]
  const patterns = [folder, ...shared].map((one) => `${one}/**/*`)
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root, exclude })).toSorted()
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', ...files]) {
    const path = join(root, file)
    if (!/\.test\.tsx?$/.test(file) && statSync(path).isFile()) {
      hash.update(`${file}\n`).update(readFileSync(path)).update('\0')
    }
  }
  return hash.digest('hex')
}
