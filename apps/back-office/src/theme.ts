import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const bottle: MantineColorsTuple = [
  ...(['#e6f5f0', '#cdebe1', '#9bd7c3', '#7fd0b4', '#5cc9a7'] as const),
  ...(['#2f9c7d', '#147a61', '#0b5c4a', '#084839', '#06261e'] as const),
]

/** The tokens of both sites as Mantine's variables. */
export const variables: CSSVariablesResolver = () => {
  const tokens = {
    '--mantine-color-body': 'var(--ground)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-anchor': 'var(--brand)',
    '--mantine-color-default-border': 'var(--line-strong)',
  }
  return { variables: {}, light: tokens, dark: tokens }
}

export const theme = createTheme({
  fontFamily: 'var(--font-text)',
  headings: { fontFamily: 'var(--font-text)', fontWeight: '650' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
  colors: { bottle },
  primaryColor: 'bottle',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 2,
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
})
