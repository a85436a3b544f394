import localFont from 'next/font/local'

/** Self-hosted, variable, latin; each with a fallback of the same size, so that nothing moves when it arrives. */
const text = localFont({
  src: '../../../../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  weight: '400 700',
  display: 'swap',
  preload: false,
  variable: '--face-text',
})

const display = localFont({
  src: '../../../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  weight: '200 800',
  display: 'swap',
  preload: false,
  variable: '--face-display',
})

export const faces = `${text.variable} ${display.variable}`
