import { Button } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Person } from '../../answers.ts'
import { useKept, useMessages, useOffice } from '../../office.tsx'
import { nameOf } from '../../ui/accounts/name-of.ts'
import classes from './frame.module.css'
import { GlobalSearch } from './search/global-search.tsx'

const PersonMenu = lazy(async () => {
  const { PersonMenu } = await import('./person-menu.tsx')
  return { default: PersonMenu }
})

/** The bar above every page: how services are called, and who is signed in with what they chose. */
export function TopBar({ person }: { readonly person: Person }) {
  const { frame } = useMessages()
  const chosenMode = useKept(useOffice().mode)
  const [isAsked, setAsked] = useState(false)
  const name = nameOf(person)
  const closed = (
    <Button
      variant="subtle"
      rightSection={<ChevronDown size={16} aria-hidden />}
      aria-haspopup="menu"
      aria-expanded={false}
      loading={isAsked}
      onClick={() => setAsked(true)}
    >
      {name}
    </Button>
  )
  return (
    <header className={classes['bar']}>
      <GlobalSearch />
      <span className={classes['mode']}>{frame.modes[chosenMode]}</span>
      {isAsked ? (
        <Suspense fallback={closed}>
          <PersonMenu person={person} name={name} />
        </Suspense>
      ) : (
        closed
      )}
    </header>
  )
}
