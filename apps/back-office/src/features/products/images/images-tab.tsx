import type { ProductImage, ProductView } from '@comptoir/contracts/catalog/schemas'
import { useState } from 'react'
import { problemText } from '../../../messages/messages.ts'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useMessages, useWords } from '../../../office.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../products.module.css'
import { AddImages } from './add-images.tsx'
import { ImageCard } from './image-card.tsx'
import { movedTo } from './image-order.ts'
import { type RefusedFile, useImages } from './use-images.ts'

type Props = {
  readonly product: ProductView
  readonly onChanged: (product: ProductView) => void
}

/** The pictures of a product: added, described and ordered, by hand or by keyboard. The first is the one that lists show. */
export function ImagesTab({ product, onChanged }: Props) {
  const { images: texts } = useWords({ fr: productFr, en: productEn })
  const { arrange, add } = useImages({ product, onChanged })
  const [said, setSaid] = useState('')
  const [dragged, setDragged] = useState<number>()
  const { images } = product
  function move(from: number, to: number): void {
    const next = movedTo(images, from, to)
    if (next === images) return
    arrange.mutate({ from: images, to: next })
    setSaid(texts.moved(from + 1, to + 1))
  }
  const replace = (index: number, image: ProductImage) =>
    arrange.mutate({ from: images, to: images.map((one, n) => (n === index ? image : one)) })
  const remove = (index: number) =>
    arrange.mutateAsync({ from: images, to: images.filter((_, n) => n !== index) })
  return (
    <>
      <AddImages isBusy={add.isPending} onAdd={(files) => add.mutate(files)} />
      {add.isError ? <ProblemNote problem={problemIn(add.error)} /> : null}
      <Refused files={add.data ?? []} />
      {arrange.isError ? <ProblemNote problem={problemIn(arrange.error)} /> : null}
      <p className="unseen" role="status">
        {said}
      </p>
      {images.length === 0 ? <p>{texts.none}</p> : null}
      <ol className={classes['images']} inert={add.isPending}>
        {images.map((image, n) => (
          <li
            key={image.path}
            draggable
            onDragStart={() => setDragged(n)}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              if (dragged === undefined) return
              event.preventDefault()
              event.stopPropagation()
              move(dragged, n)
            }}
          >
            <ImageCard
              image={image}
              number={n + 1}
              count={images.length}
              onMove={(to) => move(n, to - 1)}
              onAlt={(alt) => replace(n, { ...image, alt })}
              onRemove={() => remove(n)}
            />
          </li>
        ))}
      </ol>
    </>
  )
}

function Refused({ files }: { readonly files: readonly RefusedFile[] }) {
  const messages = useMessages()
  const { images: texts } = useWords({ fr: productFr, en: productEn })
  if (files.length === 0) return null
  return (
    <Notice tone="bad" role="alert" title={texts.refused(files.length)}>
      <ul>
        {files.map(({ name, problem }) => (
          <li key={name}>
            {name} — {problemText(messages, problem.code)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
