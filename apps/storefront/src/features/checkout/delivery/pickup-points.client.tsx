'use client'

import type { PickupPoint } from '@comptoir/contracts/shipping/pickup-schemas'
import { useEffect, useState } from 'react'
import { checkoutMessages } from '../../../messages/checkout.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Alert } from '../../../ui/alert.tsx'
import { RadioCards } from '../../../ui/radio-cards.tsx'
import { ask } from '../../../visitor/ask.ts'
import styles from '../checkout.module.css'

type PickupPointsProps = {
  readonly locale: Locale
  readonly destination: { readonly countryCode?: string; readonly postalCode?: string }
  readonly chosen: string
  readonly error: string | undefined
  readonly onChoose: (pointId: string) => void
}

type Found = readonly PickupPoint[] | 'asking' | 'down'

/** Near the address: where the parcel can wait. */
export function PickupPoints({ locale, destination, chosen, error, onChoose }: PickupPointsProps) {
  const m = checkoutMessages(locale)
  const [found, setFound] = useState<Found>('asking')
  const { countryCode = '', postalCode = '' } = destination
  useEffect(() => {
    const abort = new AbortController()
    const { signal } = abort
    const query = new URLSearchParams({ countryCode, postalCode })
    const asked = ask<{ points: readonly PickupPoint[] }>(`GET /bff/pickup-points?${query}`, {
      signal,
    })
    void asked.then((answer) => {
      if (!signal.aborted) setFound('value' in answer ? answer.value.points : 'down')
    })
    return () => abort.abort()
  }, [countryCode, postalCode])
  if (found === 'asking') return <p className={styles.hint}>{m.quoting}</p>
  if (found === 'down')
    return (
      <Alert>
        <p>{m.pointsDown}</p>
      </Alert>
    )
  const open = found.filter(({ isOpen }) => isOpen).slice(0, 8)
  if (open.length === 0) return <p>{m.pointsNone}</p>
  return (
    <RadioCards
      name="pickupPointId"
      legend={m.points}
      chosen={chosen}
      error={error}
      onChoose={onChoose}
      cards={open.map(({ pointId, name, address, distanceMetres }) => ({
        ...{ value: pointId, title: name },
        detail: `${address.line1}, ${address.postalCode} ${address.city}`,
        ...(distanceMetres !== undefined && { price: m.metres(distanceMetres) }),
      }))}
    />
  )
}
