import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `npx vite` serves the sources; the session and the settings come from the back office that runs. */
const server = process.env['BACK_OFFICE_URL'] ?? 'http://localhost:9010'

export default defineConfig({
  plugins: [react()],
  // inline data would need a weaker policy
  build: { target: 'es2024', assetsInlineLimit: 0 },
  server: { proxy: { '/session': server, '/config.json': server } },
})
