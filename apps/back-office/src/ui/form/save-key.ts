type Pressed = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'repeat' | 'defaultPrevented'
>

/** `Ctrl S`, or `⌘ S`, and nothing more: with Shift it is the browser's, and a key that is held down is one press. */
export function isSaveKey(pressed: Pressed): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey, repeat, defaultPrevented } = pressed
  if (shiftKey || altKey || repeat || defaultPrevented) return false
  return (ctrlKey || metaKey) && key.toLowerCase() === 's'
}

/** Which of the forms of a page the key sends: the one that one types in, or the only one that there is. */
export function formToSave<F extends object>(
  forms: readonly F[],
  focused: F | undefined,
): F | undefined {
  if (focused !== undefined && forms.includes(focused)) return focused
  return forms.length === 1 ? forms[0] : undefined
}
