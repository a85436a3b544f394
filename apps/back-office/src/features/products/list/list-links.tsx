import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { History, Plus } from 'lucide-react'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'

/** Ways from the list: a new product, and what was done to many. */
export function ListLinks() {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const { may } = usePermissions()
  return (
    <>
      {may('products.write') ? (
        <Button
          renderRoot={(props) => (
            <Link
              to="/products/$productId/$tab"
              params={{ productId: 'new', tab: 'texts' }}
              search={true}
              {...props}
            />
          )}
          leftSection={<Plus size={16} aria-hidden />}
        >
          {texts.newProduct}
        </Button>
      ) : null}
      {may('catalogue.read') ? (
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/products/changes" search={true} {...props} />}
          leftSection={<History size={16} aria-hidden />}
        >
          {texts.changes.title}
        </Button>
      ) : null}
    </>
  )
}
