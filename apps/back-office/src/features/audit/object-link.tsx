import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type Props = { readonly path: string | undefined; readonly children: ReactNode }

/** A link to a page that is known by its path only; words where there is none. */
export function ObjectLink({ path, children }: Props) {
  const router = useRouter()
  const [, , page] = router.getMatchedRoutes(path ?? '')
  if (path === undefined || !page) return <span>{children}</span>
  return (
    <a
      href={path}
      onClick={(event) => {
        // another tab or window is the browser's
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        router.history.push(path)
      }}
    >
      {children}
    </a>
  )
}
