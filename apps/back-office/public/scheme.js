// Before anything is painted: the colours that were chosen here, else those of the system. A file of its own, since the policy of
// the page lets no inline script run.
const chosen = localStorage.getItem('comptoir-scheme')
const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
document.documentElement.setAttribute(
  'data-mantine-color-scheme',
  chosen === 'light' || chosen === 'dark' ? chosen : dark,
)
