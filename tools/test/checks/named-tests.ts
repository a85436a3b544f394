import { existsSync, readFileSync } from 'node:fs'

/** Whether a document names a test that there is: `e2e/shop/x.e2e.ts › says so`, from the root of the repository. */
export function isTest(named: string): boolean {
  const [file = '', sentence = ''] = named.split(' › ')
  return existsSync(file) && readFileSync(file, 'utf8').includes(sentence)
}
