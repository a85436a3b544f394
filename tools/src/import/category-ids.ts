import { lookUp } from '@comptoir/contracts/look-up'
import type { CategoryFinder } from '../shop/categories.ts'
import type { Mapping } from './mapping.ts'
import type { Survey } from './survey.ts'

/** The shop's category of each category name of the file; those it lacks are created. */
export async function categoryIds(
  { categories }: Mapping,
  survey: Survey,
  find: CategoryFinder,
): Promise<Map<string, string>> {
  const parentId = categories.under && (await find({ name: categories.under }))
  const ids = new Map<string, string>()
  for (const name of survey.categories) {
    const known = { ...lookUp(categories.names, name), [categories.language]: name }
    const wanted = { name: known, ...(parentId !== undefined && { parentId }) }
    ids.set(name, await find(wanted))
  }
  return ids
}
