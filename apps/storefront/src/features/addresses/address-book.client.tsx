'use client'

import type { SavedAddress } from '@comptoir/contracts/accounts/schemas'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { addressesMessages } from '../../messages/account/addresses.ts'
import type { Locale } from '../../messages/messages.ts'
import { AddressLines } from '../../ui/address/address-lines.tsx'
import button from '../../ui/button.module.css'
import { OwnPart } from '../frame/own-part.tsx'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { AddressEditor } from './address-editor.client.tsx'
import styles from './addresses.module.css'
import { type AddressBook as Book, useAddressBook } from './use-address-book.ts'

/** Which one is being written: an address, a new one, or none. */
type Editing = SavedAddress | 'new' | undefined

/** The addresses of who is signed in: added, changed, taken out and had back. */
export function AddressBook({ locale }: { readonly locale: Locale }) {
  const m = addressesMessages(locale)
  const book = useAddressBook()
  const [editing, setEditing] = useState<Editing>()
  const [said, setSaid] = useState('')
  const status = useRef<HTMLDivElement>(null)
  const tell = (text: string) => {
    setSaid(text)
    status.current?.focus()
  }
  const editor = {
    ...{ locale, onSave: book.save, onLeave: () => setEditing(undefined) },
    onSaved() {
      setEditing(undefined)
      tell(m.saved)
    },
  }
  const edit = (next: Editing) => {
    setSaid('')
    setEditing(next)
  }
  return (
    <>
      <Status {...{ book, locale, said, tell, status }} />
      {book.problem && <ProblemAlert code={book.problem.code} locale={locale} takesFocus />}
      <OwnPart own={book.own} locale={locale}>
        {({ items }) => (
          <>
            {items.length === 0 && !editing && <p>{m.empty}</p>}
            <ul className={styles.book}>
              {items.map((address) => (
                <li key={address.addressId}>
                  {isSame(editing, address) ? (
                    <AddressEditor {...editor} known={address} />
                  ) : (
                    <Entry {...{ address, book, locale }} onEdit={() => edit(address)} />
                  )}
                </li>
              ))}
            </ul>
            {editing === 'new' ? (
              <AddressEditor {...editor} />
            ) : (
              <p>
                <button type="button" className={button.button} onClick={() => edit('new')}>
                  {m.add}
                </button>
              </p>
            )}
          </>
        )}
      </OwnPart>
    </>
  )
}

const isSame = (editing: Editing, { addressId }: SavedAddress) =>
  typeof editing === 'object' && editing.addressId === addressId

type StatusProps = {
  readonly book: Book
  readonly locale: Locale
  readonly said: string
  readonly tell: (text: string) => void
  readonly status: RefObject<HTMLDivElement | null>
}

/** What has just been done; what was taken out can be had back until something else is done. */
function Status({ book, locale, said, tell, status }: StatusProps) {
  const m = addressesMessages(locale)
  const { removed, undo } = book
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // the button that was pressed is gone with its address
    if (removed) back.current?.focus()
  }, [removed])
  return (
    <div ref={status} role="status" tabIndex={-1} className={styles.status}>
      {removed ? m.removed(removed.recipient) : said}
      {removed && (
        <button
          ref={back}
          type="button"
          className={button.text}
          onClick={() => void undo().then((isDone) => isDone && tell(m.restored))}
        >
          {m.undo}
        </button>
      )}
    </div>
  )
}

type EntryProps = {
  readonly address: SavedAddress
  readonly book: Book
  readonly locale: Locale
  readonly onEdit: () => void
}

function Entry({ address, book, locale, onEdit }: EntryProps) {
  const m = addressesMessages(locale)
  const { recipient, isDefaultShipping, isDefaultBilling } = address
  return (
    <div className={styles.entry}>
      <AddressLines address={address} locale={locale} />
      {(isDefaultShipping || isDefaultBilling) && (
        <p className={styles.marks}>
          {isDefaultShipping && <span>{m.isDefaultShipping}</span>}
          {isDefaultBilling && <span>{m.isDefaultBilling}</span>}
        </p>
      )}
      <p className={styles.actions}>
        <button
          type="button"
          className={button.text}
          aria-label={m.editOf(recipient)}
          onClick={onEdit}
        >
          {m.edit}
        </button>
        <button
          type="button"
          className={button.text}
          aria-label={m.removeOf(recipient)}
          onClick={() => void book.remove(address)}
        >
          {m.remove}
        </button>
        {(['isDefaultShipping', 'isDefaultBilling'] as const).map(
          (kind) =>
            !address[kind] && (
              <button
                key={kind}
                type="button"
                className={button.text}
                onClick={() => void book.makeDefault(address, kind)}
              >
                {kind === 'isDefaultShipping' ? m.useShipping : m.useBilling}
              </button>
            ),
        )}
      </p>
    </div>
  )
}
