import { Link, type LinkProps } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import classes from './detail.module.css'

type Props = { readonly to: NonNullable<LinkProps['to']>; readonly text: string }

/** Back to the list below, as it was. */
export const BackLink = ({ to, text }: Props) => (
  <Link to={to} search={true} className={classes['back']}>
    <ArrowLeft size={16} aria-hidden /> {text}
  </Link>
)
