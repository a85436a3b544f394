import type { RouteConfig, z } from '@hono/zod-openapi'

type Requested<R, K extends string> = R extends { request: { [P in K]: infer S extends z.ZodType } }
  ? z.input<S>
  : never
type PartOf<R, K extends string> = [Requested<R, K>] extends [never]
  ? unknown
  : object extends Requested<R, K>
    ? { [P in K]?: Requested<R, K> }
    : { [P in K]: Requested<R, K> }
type BodyOf<R> = R extends {
  request: { body: { content: { 'application/json': { schema: infer S extends z.ZodType } } } }
}
  ? { body: z.input<S> }
  : unknown

/** The parameters, the query and the body that an operation takes. */
export type RequestOf<R> = PartOf<R, 'params'> & PartOf<R, 'query'> & BodyOf<R>

type Success = 200 | 201 | 202 | 203 | 204
type Answer<A> = A extends {
  content: { 'application/json': { schema: infer S extends z.ZodType } }
}
  ? z.output<S>
  : A extends { content: unknown }
    ? never
    : undefined

/** The 2xx answer of an operation, where it is JSON or nothing. */
export type AnswerOf<R extends RouteConfig> = {
  [S in Success]: R['responses'] extends { [P in S]: infer A } ? Answer<A> : never
}[Success]
