'use client'

import { type FormEvent, type RefObject, useRef } from 'react'
import type { Locale, Messages } from '../../messages/messages.ts'
import { Search } from '../../ui/icons.tsx'
import styles from './search-field.module.css'
import { SuggestionList } from './suggestion-list.tsx'
import { useSearch } from './use-search.ts'

type SearchFieldProps = { readonly locale: Locale; readonly texts: Messages['searchField'] }

/** The search of every page: a form without a script, a combobox with suggestions with one. */
export function SearchField({ locale, texts }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const search = useSearch(locale, field)
  const { groups, at, isShown, go } = search

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    search.submit(new FormData(event.currentTarget).get('q')?.toString().trim() ?? '')
  }

  return (
    <form
      action={`/${locale}/search`}
      className={styles.form}
      onSubmit={submit}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) search.close()
      }}
    >
      <label htmlFor="q" className="hidden">
        {texts.label}
      </label>
      <Combobox field={field} search={search} hint={texts.hint} />
      <button type="submit" aria-label={texts.submit}>
        <Search />
      </button>
      <SuggestionList {...{ groups, at, isShown, locale, texts }} onChoose={go} />
    </form>
  )
}

type ComboboxProps = {
  readonly field: RefObject<HTMLInputElement | null>
  readonly search: ReturnType<typeof useSearch>
  readonly hint: string
}

function Combobox({ field, search: { at, isShown, open, press, type }, hint }: ComboboxProps) {
  return (
    <input
      ref={field}
      id="q"
      name="q"
      type="search"
      role="combobox"
      autoComplete="off"
      aria-autocomplete="list"
      aria-expanded={isShown}
      aria-controls="suggestions"
      aria-activedescendant={at >= 0 && isShown ? `suggestion-${at}` : undefined}
      placeholder={hint}
      maxLength={200}
      onFocus={open}
      onKeyDown={press}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  )
}
