/** Brings the keyboard to what has come, unless somebody searches already: a page that is late does not end what they type. */
export function takeFocus(element: HTMLElement | null): void {
  if (!document.activeElement?.closest('search')) element?.focus()
}
