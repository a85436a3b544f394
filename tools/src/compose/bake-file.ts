import { programs } from '../image/programs.ts'

/** `docker-bake.hcl`: every image of the repository by one target, a matrix of programs. */
export function bakeFile(): string {
  const rows = [...programs].map(
    ([image, program]) => `      { image = "${image}", program = "${program}" },`,
  )
  return `variable "REGISTRY" { default = "comptoir" }
variable "TAG" { default = "local" }
variable "REVISION" { default = "unknown" }
variable "BASE" { default = "node:24-slim" }

group "default" { targets = ["image"] }

target "image" {
  name = item.image
  matrix = {
    item = [
${rows.join('\n')}
    ]
  }
  tags = ["\${REGISTRY}/\${item.image}:\${TAG}"]
  args = {
    BASE     = BASE
    PROGRAM  = item.program
    VERSION  = TAG
    REVISION = REVISION
  }
}
`
}
