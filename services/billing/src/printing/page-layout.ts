/** The A4 page in points. */
export const page = {
  paperWidth: 595.28,
  left: 42,
  width: 511.28,
  top: 42,
  /** Nothing but the footer goes below. */
  bottom: 775,
  footerTop: 796,
} as const

export const colors = {
  accent: '#1d4e5f',
  text: '#1f2933',
  soft: '#5f6c7b',
  band: '#f1f5f7',
  rule: '#d5dce1',
} as const
