import type { deleteCannedReply, putCannedReply } from '@comptoir/contracts/support/agent-routes'
import type { CannedReply } from '@comptoir/contracts/support/schemas'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { useInboxTexts } from '../inbox-texts.ts'
import { repliesKey } from '../use-canned-replies.ts'

/** Deletes a reply at once; it can be brought back as it was. */
export function useRemoveReply() {
  const { call } = useApi()
  const queries = useQueryClient()
  const { cannedPage: texts } = useInboxTexts()
  const toast = useToast()
  const refresh = () => queries.invalidateQueries({ queryKey: repliesKey })
  const bringBack = ({ replyId, title, shortcut, text }: CannedReply) =>
    call<typeof putCannedReply>('PUT /api/support/canned-replies/{replyId}', {
      params: { replyId },
      body: { title, shortcut, text },
    })
  return useMutation({
    mutationFn: ({ replyId }: CannedReply) =>
      call<typeof deleteCannedReply>('DELETE /api/support/canned-replies/{replyId}', {
        params: { replyId },
      }),
    onSuccess(_answer, reply) {
      toast(texts.removed(reply.title), () => bringBack(reply).finally(refresh))
    },
    onSettled: refresh,
  })
}
