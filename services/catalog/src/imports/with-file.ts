import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileProblem } from '@comptoir/catalogue-import/file-problem'

/** Puts what was uploaded on the disk while it is read. A FileProblem speaks of the file without its place there. */
export async function withFile<T>(
  bytes: Uint8Array,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-import-'))
  const file = join(folder, 'products.csv')
  try {
    await writeFile(file, bytes)
    return await use(file)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new FileProblem(error.message.replaceAll(file, 'the file'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
