import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readStaticFiles } from './static-files.ts'

const script = 'console.log("a script")'
const folder = mkdtempSync(join(tmpdir(), 'comptoir-static-'))
mkdirSync(join(folder, 'chunks'))
writeFileSync(join(folder, 'chunks/a.js'), script)
writeFileSync(join(folder, 'chunks/a.js.br'), brotliCompressSync(script))
writeFileSync(join(folder, 'chunks/plain.css'), 'a {}')
writeFileSync(join(folder, 'font.woff2.br'), 'no text')
const files = readStaticFiles(folder)

it('answers a script as the build compressed it, for good', () => {
  const answer = files('/_next/static/chunks/a.js?dpl=1')
  expect(answer?.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(brotliDecompressSync(answer?.body ?? '').toString()).toBe(script)
})

it.each(['/_next/static/chunks/plain.css', '/_next/static/font.woff2', '/_next/static/../a.js'])(
  'leaves %s to Next',
  (target) => {
    expect(files(target)).toBeUndefined()
  },
)
