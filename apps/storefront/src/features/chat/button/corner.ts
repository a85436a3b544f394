import { type RefObject, useEffect, useState } from 'react'

/** What nothing may stand over: the way into the cart, and what a page marks so. */
const actions = 'main form[action="/bff/cart/lines"] button, [data-cta]'
/** Of the corner, in px: the button and its distance from the edges. */
const corner = { width: 180, height: 96 }

/** Whether a call to action is in the corner where the chat button stands. */
export function useTakenCorner(button: RefObject<HTMLElement | null>): boolean {
  const [isTaken, setIsTaken] = useState(false)
  useEffect(() => {
    let observer: IntersectionObserver | undefined
    function watch(): void {
      observer?.disconnect()
      const top = Math.max(0, window.innerHeight - corner.height)
      const left = Math.max(0, window.innerWidth - corner.width)
      const seen = new Map<Element, boolean>()
      observer = new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting } of entries) seen.set(target, isIntersecting)
          setIsTaken([...seen.values()].includes(true))
        },
        { rootMargin: `-${top}px 0px 0px -${left}px` },
      )
      for (const action of document.querySelectorAll(actions)) observer.observe(action)
    }
    watch()
    window.addEventListener('resize', watch)
    return () => {
      observer?.disconnect()
      window.removeEventListener('resize', watch)
    }
  }, [])
  // whoever has reached it by keyboard keeps it
  return isTaken && document.activeElement !== button.current
}
