import { Link, type LinkProps } from '@tanstack/react-router'
import classes from './section-links.module.css'

type Section = { readonly to: NonNullable<LinkProps['to']>; readonly text: string }

type Props = { readonly label: string; readonly sections: readonly Section[] }

/** The lists that belong together: each is an address of its own. */
export const SectionLinks = ({ label, sections }: Props) => (
  <nav className={classes['sections']} aria-label={label}>
    {sections.map(({ to, text }) => (
      <Link
        key={text}
        to={to}
        className={classes['section']}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        {text}
      </Link>
    ))}
  </nav>
)
