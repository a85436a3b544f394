import { join, relative } from 'node:path'
import { Project, ts } from 'ts-morph'

const checked = /^(packages|services|tools|simulators)\/(?!.*(\.test\.ts$|\/test\/))/
/** They read plain objects by any key, and only what is their own: by `Object.hasOwn`, or without a prototype. */
const exempt = new Set([
  'packages/contracts/src/look-up.ts',
  'simulators/payments/src/api/form.ts',
  'simulators/payments/src/cards/test-cards.ts',
])

/**
 * Where a plain object is read, written or asked by a key that may be any string: `constructor` and `__proto__` are
 * keys of every object. A `Map` or `lookUp` has no such keys. Keys of a fixed union and positions are no matter.
 */
export function lookUpFaults(root: string, atLeast = 100): string[] {
  const project = new Project({ tsConfigFilePath: join(root, 'tsconfig.json') })
  const checker = project.getProgram().compilerObject.getTypeChecker()
  const faults: string[] = []
  let seen = 0
  for (const source of project.getSourceFiles()) {
    const file = relative(root, source.getFilePath())
    if (!checked.test(file) || exempt.has(file)) continue
    seen += 1
    faults.push(...faultsOf(source.compilerNode, checker).map((fault) => `${file}${fault}`))
  }
  return seen < atLeast ? [...faults, `only ${seen} files were read`] : faults
}

function faultsOf(source: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const faults: string[] = []
  const visit = (node: ts.Node): void => {
    if (readsByAnyKey(node, checker)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      const text = node.getText(source).replace(/\s+/g, ' ').slice(0, 60)
      faults.push(`:${line + 1} ${text}: the key may be any string; use a Map, or lookUp`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return faults
}

function readsByAnyKey(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isElementAccessExpression(node)) {
    return isAnyString(node.argumentExpression, checker) && hasAnyKey(node.expression, checker)
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) {
    return isAnyString(node.left, checker)
  }
  if (!ts.isBindingElement(node) || !node.propertyName) return false
  return (
    ts.isComputedPropertyName(node.propertyName) &&
    isAnyString(node.propertyName.expression, checker)
  )
}

function isAnyString(key: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isStringLiteralLike(key)) return false
  const type = checker.getTypeAtLocation(key)
  const parts = type.isUnion() ? type.types : [type]
  const open = ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any
  return parts.some(({ flags }) => (flags & open) !== 0)
}

/** Arrays have positions only; whatever else tsc lets a string index has keys of its own and inherited ones. */
function hasAnyKey(object: ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(object))
  return !checker.isArrayLikeType(type)
}
