import type { Progress } from './commands.ts'
import { requireProgram } from './programs.ts'

/** Where Chromium is: `CHROME_PATH`, the system's, or from Debian's package when we are root. Throws a UserError that says how to install one. */
export async function findBrowser(progress: Progress): Promise<string> {
  const given = process.env['CHROME_PATH']
  if (given) return given
  const isRoot = process.getuid?.() === 0
  const { path } = await requireProgram(
    {
      program: 'chromium',
      packageName: 'chromium',
      folders: ['/usr/lib/chromium', '/Applications/Chromium.app/Contents/MacOS'],
      ...{ env: process.env, isRoot, progress },
    },
    'The tests of the sites need Chromium. Install it (`sudo apt-get install chromium`, `brew install chromium`), ' +
      'or name another one of its kind: CHROME_PATH=/path/to/chrome',
  )
  return path
}

/** As root and in containers Chromium runs without its sandbox; both need more than a container's 64 MiB of shared memory. */
export const browserArguments = ['--no-sandbox', '--disable-dev-shm-usage']
