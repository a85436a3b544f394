import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addCategory,
  ancestorsOf,
  type CategoryTree,
  changeCategory,
  childrenOf,
  moveCategory,
  removeCategory,
  subtreeOf,
} from './category-tree.ts'

const add = (tree: CategoryTree, id: string, parentId?: string) =>
  addCategory(tree, id, { slug: id, name: { en: id }, parentId })

const shop = ['home', 'kitchen', 'pans'].reduce<CategoryTree>(
  (tree, id, at, ids) => add(tree, id, ids[at - 1]),
  {},
)

describe('the category tree', () => {
  it('writes paths from the root', () => {
    expect(shop['pans']).toMatchObject({ path: '/home/kitchen/pans', depth: 2 })
  })

  it('rewrites every path below what moves, and the versions of those alone', () => {
    const moved = moveCategory(add(shop, 'garden'), 'kitchen', { parentId: 'garden' })
    expect(moved['pans']?.path).toBe('/garden/kitchen/pans')
    expect(moved['pans']?.version).toBe(2)
    expect(moved['home']?.version).toBe(1)
  })

  it('moves to the root', () => {
    const moved = moveCategory(shop, 'kitchen', { parentId: null })
    expect(moved['kitchen']).toMatchObject({ path: '/kitchen', depth: 0 })
    expect(moved['kitchen']?.parentId).toBeUndefined()
  })

  it('refuses a cycle', () => {
    expect(() => moveCategory(shop, 'home', { parentId: 'pans' })).toThrow('under itself')
    expect(() => moveCategory(shop, 'home', { parentId: 'home' })).toThrow('under itself')
  })

  it('refuses a slug that is taken, after accents are taken off too', () => {
    const tree = addCategory({}, 'a', { name: { fr: 'Été' } })
    expect(() => addCategory(tree, 'b', { name: { fr: 'Ete' } })).toThrow('already_exists')
  })

  it('refuses to take out what has children, unless they have somewhere to go', () => {
    expect(() => removeCategory(shop, 'kitchen')).toThrow('category_not_empty')
    const after = removeCategory(shop, 'kitchen', 'home')
    expect(after['pans']?.path).toBe('/home/pans')
    expect(after['kitchen']).toBeUndefined()
  })

  it('refuses to send children below what is taken out', () => {
    expect(() => removeCategory(shop, 'home', 'pans')).toThrow('below itself')
  })

  it('orders children by position, new ones last', () => {
    let tree = add(add(shop, 'bath', 'home'), 'attic', 'home')
    tree = changeCategory(tree, 'attic', { name: { en: 'Attic' }, position: 1 })
    expect(childrenOf(tree, 'home').map(({ slug }) => slug)).toEqual(['attic', 'kitchen', 'bath'])
  })

  it('stays a tree whose paths are right, whatever is moved where', () => {
    const ids = Array.from({ length: 8 }, (_, at) => `c${at}`)
    const one = fc.constantFrom(...ids)
    const move = fc.record({ id: one, to: fc.option(one, { nil: null }) })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let tree = ids.reduce<CategoryTree>((all, id) => add(all, id), {})
        for (const { id, to } of moves) {
          try {
            tree = moveCategory(tree, id, { parentId: to })
          } catch {
            expect(subtreeOf(tree, id)).toContain(to)
          }
        }
        for (const { categoryId, path } of Object.values(tree)) {
          const way = ancestorsOf(tree, categoryId).map(({ slug }) => slug)
          expect(path).toBe(`/${way.join('/')}`)
        }
        const reached = childrenOf(tree, undefined).flatMap((root) =>
          subtreeOf(tree, root.categoryId),
        )
        expect(reached.sort()).toEqual(ids)
      }),
    )
  })
})
