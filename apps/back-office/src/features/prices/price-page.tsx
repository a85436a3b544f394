import type { ReactNode } from 'react'
import { PageTitle } from '../../ui/detail/page-title.tsx'
import { PriceSections } from './price-sections.tsx'
import classes from './prices.module.css'

type Props = { readonly title: string; readonly children: ReactNode }

/** A page of prices and taxes that is no list. */
export const PricePage = ({ title, children }: Props) => (
  <div className={classes['page']}>
    <PageTitle text={title} />
    <PriceSections />
    {children}
  </div>
)
