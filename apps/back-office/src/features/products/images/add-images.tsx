import { Button } from '@mantine/core'
import { ImagePlus } from 'lucide-react'
import { type DragEvent, useRef } from 'react'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useWords } from '../../../office.tsx'
import classes from '../products.module.css'

type Props = { readonly isBusy: boolean; readonly onAdd: (files: readonly File[]) => void }

const kinds = 'image/jpeg,image/png,image/webp,image/avif'

/** Takes pictures: chosen with a button, or dropped on it. */
export function AddImages({ isBusy, onAdd }: Props) {
  const { images: texts } = useWords({ fr: productFr, en: productEn })
  const field = useRef<HTMLInputElement>(null)
  function drop(event: DragEvent): void {
    const files = [...event.dataTransfer.files]
    if (files.length === 0) return
    event.preventDefault()
    onAdd(files)
  }
  return (
    <section
      className={classes['drop']}
      aria-label={texts.add}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <input
        ref={field}
        hidden
        type="file"
        multiple
        accept={kinds}
        aria-label={texts.files}
        onChange={({ currentTarget }) => {
          onAdd([...(currentTarget.files ?? [])])
          // the same file may be chosen again
          currentTarget.value = ''
        }}
      />
      <Button
        variant="default"
        leftSection={<ImagePlus size={16} aria-hidden />}
        loading={isBusy}
        onClick={() => field.current?.click()}
      >
        {texts.add}
      </Button>
      <span className={classes['hint']}>{texts.addHint}</span>
    </section>
  )
}
