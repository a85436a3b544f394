import type { ProductImage } from '@comptoir/contracts/catalog/schemas'
import type { LocalizedText } from '@comptoir/contracts/common'
import { ActionIcon, TextInput } from '@mantine/core'
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useWords } from '../../../office.tsx'
import { ConfirmAction } from '../confirm-action.tsx'
import { Picture } from '../picture.tsx'
import classes from '../products.module.css'

type Props = {
  readonly image: ProductImage
  /** From 1. */
  readonly number: number
  readonly count: number
  readonly onMove: (to: number) => void
  readonly onAlt: (alt: LocalizedText) => void
  readonly onRemove: () => Promise<unknown>
}

/** One picture, what it shows in words, and the ways to put it elsewhere. */
export function ImageCard({ image, number, count, onMove, onAlt, onRemove }: Props) {
  const { images: texts } = useWords({ fr: productFr, en: productEn })
  return (
    <div className={classes['card']}>
      <Picture path={image.path} width={320} alt={image.alt?.fr ?? image.alt?.en ?? ''} />
      <div className={classes['actions']}>
        <strong>{number === 1 ? texts.first : texts.number(number)}</strong>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={texts.before(number)}
          aria-disabled={number === 1}
          onClick={() => onMove(number - 1)}
        >
          <ArrowLeft size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={texts.after(number)}
          aria-disabled={number === count}
          onClick={() => onMove(number + 1)}
        >
          <ArrowRight size={16} aria-hidden />
        </ActionIcon>
        <ConfirmAction
          action={texts.remove}
          label={texts.removeOne(number)}
          effect={texts.removeEffect}
          run={onRemove}
        />
      </div>
      {(['fr', 'en'] as const).map((language) => (
        <AltField
          key={language}
          label={texts.alts[language]}
          language={language}
          value={image.alt?.[language] ?? ''}
          onSave={(text) => onAlt({ ...image.alt, [language]: text })}
        />
      ))}
    </div>
  )
}

type AltProps = {
  readonly label: string
  readonly language: 'fr' | 'en'
  readonly value: string
  readonly onSave: (text: string) => void
}

/** What a picture shows, in words: kept as soon as the field is left. */
function AltField({ label, language, value, onSave }: AltProps) {
  const save = (text: string) => text.trim() !== value && onSave(text.trim())
  return (
    <TextInput
      key={value}
      label={label}
      lang={language}
      defaultValue={value}
      maxLength={300}
      onBlur={({ currentTarget }) => save(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        // the form around it is of other things
        event.preventDefault()
        save(event.currentTarget.value)
      }}
    />
  )
}
