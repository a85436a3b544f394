import { type RefObject, useEffect, useRef } from 'react'

/** The heading of a page that was just opened takes the focus; again when `of` is another thing. */
export function useHeading(of: unknown = true): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (of !== undefined) takeFocus(heading.current)
  }, [of])
  return heading
}

import { takeFocus } from '../../ui/detail/take-focus.ts'
