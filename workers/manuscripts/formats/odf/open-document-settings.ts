import { openDocumentNamespaces } from './open-document-names.ts'
import { type Attribute, type Element, type Fate, type Rules, valueOf } from '../package/rewrite.ts'

const numbers = new Set(['boolean', 'short', 'int', 'long', 'double'])
const telling = /rsid|printer|user|author|signature|password|redline|protect/i

/** Rules for settings that change the layout: switches and numbers, but no texts, windows, printers or revision ids. */
export class OpenDocumentSettings implements Rules {
  readonly namespaces = openDocumentNamespaces

  open({ name, depth }: Element, attributes: Attribute[]): Fate {
    const called = valueOf(attributes, 'config:name') ?? ''
    if (name === 'config:config-item-set') {
      return depth === 2 && called === 'ooo:configuration-settings' ? 'keep' : 'drop'
    }
    if (name.startsWith('config:config-item-map')) return 'drop'
    if (name !== 'config:config-item') return name.startsWith('office:') ? 'keep' : 'drop'
    if (called === 'PrinterIndependentLayout') return 'keep'
    return numbers.has(valueOf(attributes, 'config:type') ?? '') && !telling.test(called) ? 'keep' : 'drop'
  }
}
