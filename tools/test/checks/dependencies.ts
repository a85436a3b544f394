type CruiseResult = {
  readonly summary: {
    readonly totalCruised: number
    readonly violations: readonly {
      readonly rule: { readonly name: string }
      readonly from: string
      readonly to: string
    }[]
  }
}

/**
 * The faults that dependency-cruiser found, as sentences. A run that saw almost nothing counts as one: without a
 * parser that reads TypeScript it finds no module and calls that clean.
 */
export function dependencyFaults(json: string, atLeast = 50): string[] {
  const { totalCruised, violations } = (JSON.parse(json) as CruiseResult).summary
  const blind = totalCruised < atLeast ? [`only ${totalCruised} modules were read`] : []
  return [...blind, ...violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)]
}
