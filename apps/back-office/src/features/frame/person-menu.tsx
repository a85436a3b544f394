import { Button, Menu, useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Check, ChevronDown } from 'lucide-react'
import type { Person } from '../../answers.ts'
import { modesOf } from '../../api/origins.ts'
import { useKept, useMessages, useOffice } from '../../office.tsx'

type Choice<T extends string> = {
  readonly label: string
  readonly names: Readonly<Record<T, string>>
  readonly known: readonly T[]
  readonly chosen: T
  readonly choose: (value: T) => void
}

/** A group of a menu of which one is chosen. */
function choice<T extends string>({ label, names, known, chosen, choose }: Choice<T>) {
  return (
    <Menu.Sub key={label}>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {known.map((one) => (
          <Menu.Item
            key={one}
            onClick={() => choose(one)}
            rightSection={one === chosen ? <Check size={16} aria-hidden /> : null}
            aria-current={one === chosen}
          >
            {names[one]}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

type Props = {
  readonly person: Person
  readonly name: string
}

/** What the one who is signed in can choose: it is loaded when somebody asks for it, and open then. */
export function PersonMenu({ person, name }: Props) {
  const { frame } = useMessages()
  const { config, session, mode, locale } = useOffice()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chosenMode = useKept(mode)
  const chosenLocale = useKept(locale)
  const roles = person.roles.map((role) => frame.roles[role]).join(', ')
  return (
    <Menu position="bottom-end" defaultOpened>
      <Menu.Target>
        <Button variant="subtle" rightSection={<ChevronDown size={16} aria-hidden />}>
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{roles}</Menu.Label>
        {choice({
          ...{ label: frame.language, names: frame.languages, known: ['fr', 'en'] as const },
          ...{ chosen: chosenLocale, choose: locale.set },
        })}
        {choice({
          ...{ label: frame.scheme, names: frame.schemes },
          known: ['auto', 'light', 'dark'] as const,
          ...{ chosen: colorScheme, choose: setColorScheme },
        })}
        {choice({
          ...{ label: frame.mode, names: frame.modes, known: modesOf(config) },
          ...{ chosen: chosenMode, choose: mode.set },
        })}
        <Menu.Item onClick={() => void navigate({ to: '/account' })}>{frame.account}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void session.signOut()}>{frame.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
