/**
 * Answers the view as it is, and does not compile when it has a field that the contract does not name: what is stored
 * never becomes public by being spread into an answer.
 * @example return publicView<ProductView>()({ ...stored, inStock })
 */
export const publicView =
  <View>() =>
  <Given extends View>(view: Given & Record<Exclude<keyof Given, keyof View>, never>): View =>
    view
