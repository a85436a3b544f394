import type { TemplateKey } from '@comptoir/contracts/notifications/schemas'
import type {
  addTemplateVersion,
  previewTemplate,
  publishTemplate,
  readTemplate,
  readTemplateVersion,
} from '@comptoir/contracts/notifications/templates'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { type TemplateValues, textsOf } from './template-texts.ts'

export type Template = AnswerOf<typeof readTemplate>
export type TemplatePreview = AnswerOf<typeof previewTemplate>

const templateKey = (template: string) => ['notifications', 'GetMessageTemplate', template]
const versionKey = (template: string, version: number) => [
  ...['notifications', 'GetMessageTemplateVersion', template],
  version,
]

/** A template with its versions. One that there is not, the service refuses. */
export function useTemplate(template: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: templateKey(template),
    queryFn: ({ signal }) =>
      call<typeof readTemplate>('GET /api/notification-templates/{template}', {
        ...{ params: { template: template as TemplateKey }, signal },
      }),
  })
}

/** The texts of a version: they never change. */
export function useTemplateVersion(template: TemplateKey, version: number) {
  const { call } = useApi()
  return useQuery({
    queryKey: versionKey(template, version),
    queryFn: ({ signal }) =>
      call<typeof readTemplateVersion>(
        'GET /api/notification-templates/{template}/versions/{version}',
        { params: { template, version }, signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What can be done with a template; its answer is what is shown then. */
export function useTemplateActions(template: TemplateKey) {
  const { call } = useApi()
  const queries = useQueryClient()
  const params = { template }
  const keep = (answer: Template) => {
    queries.setQueryData(templateKey(template), answer)
    void queries.invalidateQueries({ queryKey: ['notifications', 'ListMessageTemplates'] })
    return answer
  }
  return {
    preview: (values: TemplateValues) =>
      call<typeof previewTemplate>('POST /api/notification-templates/{template}/preview', {
        ...{ params, body: textsOf(values) },
      }),
    async add(values: TemplateValues, version: string | undefined): Promise<Template> {
      const note = values.note.trim()
      const texts = textsOf(values)
      const answer = await call<typeof addTemplateVersion>(
        'POST /api/notification-templates/{template}/versions',
        {
          ...{ params, headers: ifMatch(version) },
          body: { ...texts, ...(note !== '' && { note }) },
        },
      )
      const added = answer.latest
      queries.setQueryData(versionKey(template, added), { template, version: added, texts })
      return keep(answer)
    },
    async publish(version: number, ifVersion: number): Promise<Template> {
      const asked = call<typeof publishTemplate>(
        'POST /api/notification-templates/{template}/publish',
        { ...{ params, headers: ifMatch(ifVersion), body: { version } } },
      )
      const answer = await asked.catch((refusal: unknown) => {
        // asked again, it is of what the page shows then
        void queries.invalidateQueries({ queryKey: templateKey(template) })
        throw refusal
      })
      return keep(answer)
    },
    /** What is saved now, after somebody else added a version. Its texts are there before it is shown: the editor stays. */
    async latest() {
      const known = await call<typeof readTemplate>('GET /api/notification-templates/{template}', {
        params,
      })
      const answer = await call<typeof readTemplateVersion>(
        'GET /api/notification-templates/{template}/versions/{version}',
        { params: { template, version: known.latest } },
      )
      queries.setQueryData(versionKey(template, known.latest), answer)
      keep(known)
      return { texts: answer.texts, version: known.version }
    },
  }
}
