import { type Ingredients, baseText, docx, officeRelations, wordPart, wordType } from '../make/docx.ts'
import { exifFields } from '../make/exif.ts'
import { exifSegment, jpeg } from '../make/pictures.ts'
import { type Who, xml } from '../make/worlds.ts'
import { type Choices, type DirtyCase, dirty } from './case.ts'

// What Word writes about a document beside it: properties, people, settings.

const person = { person: true }
const coreRel = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'

/** A case of a Word document; its text is the base's with `lines` behind. */
export function word(
  name: string,
  add: (who: Who) => Ingredients,
  choices: Choices & { lines?: readonly string[] } = {},
): DirtyCase {
  const { lines = [], ...rest } = choices
  return dirty('docx', `DOCX ${name}`, (who) => docx(add(who)), { text: [...baseText, ...lines], ...rest })
}

function core(content: string): Ingredients {
  const bytes =
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</cp:coreProperties>`
  const type = 'application/vnd.openxmlformats-package.core-properties+xml'
  return { parts: [{ name: 'docProps/core.xml', bytes, type, rel: coreRel, from: '', id: 'rIdCore' }] }
}

function app(content: string): Ingredients {
  const bytes = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${content}</Properties>`
  const type = 'application/vnd.openxmlformats-officedocument.extended-properties+xml'
  return { parts: [{ name: 'docProps/app.xml', bytes, type, rel: 'extended-properties', from: '', id: 'rIdApp' }] }
}

function custom(name: string, value: string): Ingredients {
  const bytes =
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">' +
    `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property></Properties>`
  const type = 'application/vnd.openxmlformats-officedocument.custom-properties+xml'
  return { parts: [{ name: 'docProps/custom.xml', bytes, type, rel: 'custom-properties', from: '', id: 'rIdCustom' }] }
}

const stamp = (name: string, date: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}</dcterms:${name}>`

export const propertyCases: readonly DirtyCase[] = [
  word('core creator', (who) => core(`<dc:creator>${xml(who.full)}</dc:creator>`), person),
  word(
    'core creator spelt in character references',
    (who) => core(`<dc:creator>${references(who.full)}</dc:creator>`),
    person,
  ),
  word('core last modified by', (who) => core(`<cp:lastModifiedBy>${xml(who.full)}</cp:lastModifiedBy>`), person),
  word('core title, subject, keywords and description', (who) =>
    core(
      `<dc:title>${xml(who.full)}</dc:title><dc:subject>${who.mark}</dc:subject><cp:keywords>${who.mark}</cp:keywords><dc:description>${who.mark}</dc:description><cp:category>${who.mark}</cp:category>`,
    ),
  ),
  word(
    'core dates and revision',
    (who) =>
      core(
        `<cp:revision>${who.day.day}</cp:revision><cp:lastPrinted>${who.date}</cp:lastPrinted>${stamp('created', who.date)}${stamp('modified', who.date)}`,
      ),
    { planted: (who) => [who.date], foundIn: 'no' },
  ),
  word('app company', (who) => app(`<Company>${xml(who.company)}</Company>`), person),
  word('app manager', (who) => app(`<Manager>${xml(who.full)}</Manager>`), person),
  word('app template path', (who) => app(`<Template>${who.windowsPath}thesis.dotx</Template>`), person),
  word('app hyperlink base', (who) => app(`<HyperlinkBase>file:///${who.windowsPath}</HyperlinkBase>`)),
  word(
    'app link list',
    (who) =>
      app(
        `<HLinks><vt:vector size="1" baseType="variant"><vt:variant><vt:lpwstr>mailto:${who.mail}</vt:lpwstr></vt:variant></vt:vector></HLinks>`,
      ),
    { planted: (who) => [who.mail] },
  ),
  word('app software and editing time', (who) =>
    app(
      `<Application>${who.software}</Application><AppVersion>16.0000</AppVersion><TotalTime>${who.day.day}</TotalTime>`,
    ),
  ),
  word('custom property', (who) => custom('Reviewed by', xml(who.full)), person),
  word('custom property name', (who) => custom(who.mark, 'yes')),
  word('thumbnail with EXIF', (who) => ({
    parts: [
      {
        name: 'docProps/thumbnail.jpeg',
        bytes: jpeg([exifSegment(exifFields.artist(who))]),
        rel: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail',
        from: '',
      },
    ],
  })),
  word(
    'people part',
    (who) => ({
      parts: [
        {
          name: 'word/people.xml',
          bytes: peopleXml(who),
          type: wordType('people'),
          rel: 'http://schemas.microsoft.com/office/2011/relationships/people',
        },
      ],
    }),
    person,
  ),
  word('sensitivity label', (who) => ({
    parts: [
      {
        name: 'docMetadata/LabelInfo.xml',
        bytes: `<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label id="{${who.guid}}" enabled="1" method="Privileged" siteId="{${who.mark}}" removed="0"/></clbl:labelList>`,
        type: 'application/vnd.ms-office.classificationlabels+xml',
        rel: 'http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels',
        from: '',
      },
    ],
  })),
  word('digital signature', (who) => ({
    parts: [
      {
        name: '_xmlsignatures/origin.sigs',
        bytes: '',
        rel: 'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin',
        from: '',
      },
      {
        name: '_xmlsignatures/sig1.xml',
        bytes: `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><KeyInfo><X509Data><X509SubjectName>CN=${xml(who.full)}</X509SubjectName></X509Data></KeyInfo></Signature>`,
        type: 'application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml',
        rel: 'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature',
        from: '_xmlsignatures/origin.sigs',
      },
    ],
  })),
  settings('rsid list', (who) => `<w:rsids><w:rsidRoot w:val="${who.rsid}"/><w:rsid w:val="${who.rsid}"/></w:rsids>`, {
    planted: (who) => [who.rsid],
    traces: ['w:rsid'],
    foundIn: 'no',
  }),
  settings('document ids', (who) => `<w14:docId w14:val="${who.paraId}"/><w15:docId w15:val="{${who.guid}}"/>`, {
    planted: (who) => [who.guid, who.paraId],
    foundIn: 'no',
  }),
  settings(
    'document variables',
    (who) => `<w:docVars><w:docVar w:name="${who.word}" w:val="${xml(who.full)}"/></w:docVars>`,
  ),
  settings(
    'mail merge query',
    (who) =>
      `<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/><w:connectString w:val="Data Source=${who.windowsPath}people.mdb"/><w:query w:val="SELECT * FROM \`${who.mark}\`"/></w:mailMerge>`,
  ),
  settings(
    'protection with a password hash',
    (who) =>
      `<w:documentProtection w:edit="readOnly" w:enforcement="1" w:cryptProviderType="rsaAES" w:cryptAlgorithmSid="14" w:cryptSpinCount="100000" w:hash="${base64(who)}" w:salt="${base64(who)}"/>`,
    { traces: ['w:documentProtection'], foundIn: 'no' },
  ),
  settings(
    'write protection',
    (who) => `<w:writeProtection w:recommended="1" w:hash="${base64(who)}" w:salt="${base64(who)}"/>`,
    { traces: ['w:writeProtection'], foundIn: 'no' },
  ),
  settings('attached schema', (who) => `<w:attachedSchema w:val="urn:${who.mark}"/>`),
  settings('transformation path', (who) => `<w:saveThroughXslt w:solutionID="${who.windowsPath}"/>`),
  settings(
    'writing style of a user',
    (who) =>
      `<w:activeWritingStyle w:appName="${who.software}" w:lang="en-GB" w:vendorID="64" w:dllVersion="6" w:nlCheck="1" w:checkStyle="0"/>`,
  ),
  word(
    'attached template',
    (who) => ({
      settings: '<w:attachedTemplate r:id="rIdTemplate"/>',
      links: [
        {
          rel: 'attachedTemplate',
          target: `file:///${who.windowsPath.replaceAll(' ', '%20')}thesis.dotx`,
          id: 'rIdTemplate',
          from: 'word/settings.xml',
        },
      ],
    }),
    person,
  ),
  word('mail merge source', (who) => ({
    settings:
      '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/><w:dataSource r:id="rIdSource"/></w:mailMerge>',
    links: [
      {
        rel: 'mailMergeSource',
        target: `file:///${who.windowsPath.replaceAll(' ', '%20')}people.mdb`,
        id: 'rIdSource',
        from: 'word/settings.xml',
      },
    ],
  })),
  word(
    'mail merge recipients',
    (who) => ({
      settings:
        '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/><w:odso><w:udl w:val="x"/><w:recipientData r:id="rIdRecipients"/></w:odso></w:mailMerge>',
      parts: [
        {
          name: 'word/recipientData.xml',
          bytes: wordPart(
            'recipients',
            `<w:recipientData><w:active w:val="1"/><w:column w:val="0"/><w:uniqueTag w:val="${base64(who)}"/></w:recipientData>`,
          ),
          type: wordType('mailMergeRecipientData'),
          rel: `${officeRelations}/recipientData`,
          from: 'word/settings.xml',
          id: 'rIdRecipients',
        },
      ],
    }),
    { foundIn: 'no' },
  ),
]

function settings(name: string, content: (who: Who) => string, choices: Choices = {}): DirtyCase {
  return word(`settings: ${name}`, (who) => ({ settings: content(who) }), choices)
}

function peopleXml(who: Who): string {
  return wordPart('x', '')
    .replaceAll('w:x', 'w15:people')
    .replace(
      '></w15:people>',
      `><w15:person w15:author="${xml(who.full)}"><w15:presenceInfo w15:providerId="AD" w15:userId="S::${who.mail}::${who.guid}"/></w15:person></w15:people>`,
    )
}

function references(text: string): string {
  return Array.from(text)
    .map((character, i) =>
      i % 2 === 0 ? `&#${character.codePointAt(0) ?? 0};` : `&#x${(character.codePointAt(0) ?? 0).toString(16)};`,
    )
    .join('')
}

const base64 = (who: Who) => Buffer.from(who.full, 'utf8').toString('base64')
