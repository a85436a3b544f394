import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Writes each text also compressed, once for all requests. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      for (const file of globSync('**/*.{html,js,css,svg}', { cwd: dir })) {
        const path = join(dir, file)
        writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)))
      }
    },
  }
}

/** `npx vite` serves the sources; the session and the settings come from the back office that runs. */
const server = process.env['BACK_OFFICE_URL'] ?? 'http://localhost:9010'

export default defineConfig({
  plugins: [react(), compressed()],
  // inline data would need a weaker policy
  build: { target: 'es2024', assetsInlineLimit: 0 },
  server: { proxy: { '/session': server, '/config.json': server } },
})
