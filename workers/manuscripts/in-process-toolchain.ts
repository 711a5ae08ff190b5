import { directSteps } from './steps/direct.ts'
import { ownVersion, type Toolchain } from './toolchain.ts'

/**
 * Our own code in this process, without other programs: for files that we wrote ourselves, in the demonstration and in
 * tests.
 */
export const inProcessToolchain: Toolchain = {
  steps: directSteps,
  versions: { own: ownVersion, office: 'none', pages: 'none', checkers: 'none', ocr: 'none' },
  office: null,
  pages: null,
  ocr: null,
  scan: null,
  check: async () => [],
  isolated: true,
}
