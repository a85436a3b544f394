import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type { removeCategoryImage } from '@comptoir/contracts/catalog/image-routes'
import { Button, FileButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useApi, useOffice, useWords } from '../../../office.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import classes from '../categories.module.css'
import { useCategoryChanged } from './use-category.ts'

type Props = { readonly category: CategoryView; readonly name: string }

/** Sets the picture of a category, or takes it away; repeating either changes nothing. */
function usePicture(id: string) {
  const { call, open } = useApi()
  const { picture: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const toast = useToast()
  const changed = useCategoryChanged(id)
  return useMutation({
    async mutationFn({ file }: { readonly file: File | undefined }) {
      if (!file) {
        await call<typeof removeCategoryImage>('DELETE /api/categories/{id}/image', {
          params: { id },
        })
        return texts.removed
      }
      const body = new FormData()
      body.set('file', file)
      await open(`/api/categories/${encodeURIComponent(id)}/image`, { method: 'PUT', body })
      return texts.set
    },
    onSuccess: (text) => toast(text),
    onSettled: changed,
  })
}

/** The picture that stands for a category in the shop. */
export function CategoryPicture({ category: { categoryId, imagePath }, name }: Props) {
  const { picture: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const { config } = useOffice()
  const change = usePicture(categoryId)
  return (
    <section className={classes['block']}>
      <h3>{texts.title}</h3>
      {imagePath ? (
        <img
          className={classes['picture']}
          src={`${config.gatewayUrl}/api/images/${imagePath}?w=320`}
          alt={texts.alt(name)}
          width={240}
        />
      ) : (
        <p>{texts.none}</p>
      )}
      {change.isError ? <ProblemNote problem={problemIn(change.error)} /> : null}
      <div className={classes['actions']}>
        <FileButton
          accept="image/jpeg,image/png,image/webp,image/avif"
          onChange={(file) => {
            if (file) change.mutate({ file })
          }}
        >
          {(props) => (
            <Button {...props} variant="default" loading={change.isPending}>
              {imagePath ? texts.replace : texts.choose}
            </Button>
          )}
        </FileButton>
        {imagePath ? (
          <Button
            variant="subtle"
            disabled={change.isPending}
            onClick={() => change.mutate({ file: undefined })}
          >
            {texts.remove}
          </Button>
        ) : null}
        <span className={classes['hint']}>{texts.help}</span>
      </div>
    </section>
  )
}
