import { useEffect, useRef } from 'react'
import { takeFocus } from './take-focus.ts'

/** The name of a page. It takes the focus when one comes to the page, so that keyboard and screen reader begin there. */
export function PageTitle({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another page
  useEffect(() => takeFocus(heading.current), [text])
  return (
    <h1 ref={heading} tabIndex={-1} className="title">
      {text}
    </h1>
  )
}
