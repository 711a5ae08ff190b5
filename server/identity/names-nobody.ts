import { commonWords, folded, isGeneric, looksLikePerson } from './identity-values.ts'
import { opening } from './stopwords.ts'

// Values in fields for people that name nobody: they are removed like everything there, but are not searched for. Otherwise "Sheet" would
// be found in every workbook and "https://doi.org" in every list of references.

const wordsOf = (list: string) => new Set(list.split(/\s+/).filter((word) => word !== ''))

/** Words of programs, editions, machines and their makers. None is a usual surname. */
const products = wordsOf(
  `sheet sheets worksheet worksheets spreadsheet workbook presentation slides deck keynote numbers pages textedit preview word
  excel powerpoint writer calc impress onenote outlook office libreoffice openoffice staroffice neooffice softmaker
  textmaker planmaker onlyoffice wps kingsoft hancom hangul polaris collabora zoho abiword gnumeric calligra kword lyx
  texmaker texstudio overleaf sharelatex latex pdflatex xelatex lualatex pdftex xetex luatex tex miktex texlive dvips
  hyperref markdown pandoc quarto rmarkdown rstudio jupyter notebook knitr bookdown scrivener typora obsidian
  evernote zotero mendeley endnote citavi refworks jabref papers docs gdocs drive acrobat distiller pdfmaker pdf
  reader adobe indesign illustrator photoshop framemaker pagemaker lightroom quark xpress quarkxpress affinity publisher
  scribus inkscape gimp krita canva figma sketch coreldraw corel wordperfect visio matlab stata spss sas origin graphpad
  imagej tableau nvivo maxqda dedoose qualtrics surveymonkey redcap limesurvey epi foxit nitro phantom pdfill
  pdfsam pdfcreator primopdf bullzip cutepdf novapdf pdfelement smallpdf ilovepdf sejda ghostscript gpl quartz pdfcontext
  skia chrome chromium firefox safari webkit cairo itext itextsharp tcpdf fpdf dompdf mpdf wkhtmltopdf princexml
  weasyprint reportlab apache fop poi docx docx4j python openpyxl xlsxwriter phpword phpexcel phpspreadsheet aspose
  syncfusion telerik devexpress openxml sdk jasperreports xerox ricoh canon epson lexmark konica
  minolta kyocera workcentre scansnap naps2 abbyy finereader omnipage readiris tesseract ocrmypdf scanner scan scans
  windows macos mac os linux ubuntu debian fedora android ios iphone ipad microsoft google apple ibm oracle mozilla
  dell lenovo thinkpad acer asus toshiba samsung huawei compaq hp hewlett packard intel amd msi fujitsu arial calibri cambria helvetica verdana tahoma wingdings
  macbook imac laptop notebook desktop pc computer workstation server home family student students staff employee
  pro plus standard professional enterprise ultimate premium edition editor suite online web mobile desktop cloud app
  application program software tool toolkit library plugin addin converter generator creator producer driver printer
  export import build release beta alpha version ver vers v x cc cs ce se rc sp service pack`,
)

/** Words of package parts, page descriptions and styles, which are in every file of their kind. */
const ofFormats = wordsOf(
  `rels relationships theme themes settings websettings fonttable numbering footnotes endnotes core custom props docprops
  sharedstrings calcchain drawing drawings media image images embeddings chartsheet connections tables pivot manifest
  mimetype meta content thumbnails configurations catalog resources annots parent kids filter length rotate mediabox
  xobject encoding widths outlines roman default paragraph placeholder`,
)

/** Typefaces and their makers, and publishers whose templates fill in their own name, folded. */
const houses = new Set(
  `arial|times|times new roman|courier|courier new|calibri|cambria|candara|consolas|georgia|verdana|tahoma|trebuchet ms|garamond
|eb garamond|palatino|palatino linotype|book antiqua|helvetica|helvetica neue|symbol|wingdings|webdings|segoe ui|aptos
|century|century schoolbook|gill sans|gill sans mt|futura|baskerville|didot|minion pro|myriad pro|lato|roboto|open sans
|noto sans|noto serif|source sans pro|source serif pro|liberation sans|liberation serif|dejavu sans|dejavu serif|linux libertine
|computer modern|latin modern|cmr10|simsun|simhei|ms mincho|ms gothic|yu mincho|yu gothic|malgun gothic|batang|mangal
|monotype|monotype imaging|monotype imaging inc|monotype corporation|linotype|bitstream|ascender|ascender corporation
|agfa|itc|urw|hoefler co|typetogether|dalton maag|microsoft typography|red hat|red hat inc|google fonts
|elsevier|elsevier bv|elsevier b v|elsevier ltd|elsevier inc|elsevier science|springer|springer nature|springer verlag
|springer verlag gmbh|springer berlin heidelberg|biomed central|bmc|nature publishing group|macmillan|palgrave|palgrave macmillan
|wiley|john wiley sons|john wiley and sons|wiley blackwell|blackwell|blackwell publishing|taylor francis|taylor and francis|routledge
|informa|informa uk limited|sage|sage publications|sage publications inc|oxford university press|oup|cambridge university press|cup
|mdpi|mdpi ag|frontiers|frontiers media|frontiers media sa|plos|public library of science|hindawi|karger|thieme|wolters kluwer
|lippincott williams wilkins|american psychological association|apa|ieee|acm|aps|acs|aip|iop|iop publishing|rsc|emerald|brill|de gruyter
|walter de gruyter gmbh|f1000|f1000 research ltd|elife|jama|bmj|bmj publishing group|the lancet|cell press|annual reviews|aptara
|aptara inc|sps|spi global|spi|straive|innodata|newgen|newgen knowledgeworks|thomson digital|tnq|tnq technologies|integra
|macmillan publishing solutions|mps limited|cenveo|cenveo publisher services|sheridan|dartmouth journal services|techset|vtex
|arbortext|3b2|aries systems|scholarone|manuscript central|editorial manager|researchgate|arxiv|medrxiv|biorxiv|ssrn|osf|preprints`
    .replaceAll('\n', '')
    .split('|'),
)

const connecting = wordsOf('for the of and by with in on to from de fur pour para von da do a an c r tm live')
const isVersion = (word: string) => /^(?:v|r|x|build)?\d+[a-z]?$/.test(word)
const isOfPrograms = (word: string) =>
  products.has(word) || ofFormats.has(word) || commonWords.has(word) || isVersion(word)

/** Addresses of departments and firms, whose mail no particular person reads. */
const desks =
  /^(?:info|information|support|help|helpdesk|contact|contacts|sales|service|services|office|admin|administrator|webmaster|postmaster|hostmaster|no-?reply|do-?not-?reply|mail|mailbox|enquir(?:y|ies)|inquir(?:y|ies)|feedback|press|media|marketing|billing|editor|editors|editorial|journal|journals|submissions?|subscriptions?|permissions|customer\.?(?:care|service|support)|kontakt|contacto|contato|ventas|vendas|soporte|suporte|redaktion|sekretariat|secretariat|team|hello|user|test|example|abuse|legal|privacy|licen[cs]ing|registration)\d*@/i

function isDeskAddress(account: string): boolean {
  return desks.test(account)
}

const webAddress =
  /^(?:[a-z][a-z+.-]{1,10}:\/\/|www\.)\S+$|^[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|edu|gov|int|info|io|app|dev|eu|uk|de|fr|es|nl|it|ch|at|pl|tr|ru|cn|jp|kr|in|br|za|au|ca|us)(?:[/?#]\S*)?$/i
/** Web pages whose address contains the name of the person they are about. */
const personalPage =
  /\/~|\b(?:orcid\.org|researcherid\.com|publons\.com|scholar\.google\.[a-z.]+|academia\.edu|mastodon\.\w+|bsky\.app|t\.me)\/\S|\b(?:researchgate\.net\/profile|linkedin\.com\/(?:in|pub)|facebook\.com|instagram\.com|twitter\.com|x\.com|github\.com|gitlab\.com|medium\.com|youtube\.com|tiktok\.com|zotero\.org)\/@?[\w.-]{3,}|\/(?:people|person|persons|staff|team|profiles?|members?|users?|faculty|author|authors)\/[\w.-]{3,}/i

function isPlainWebAddress(value: string): boolean {
  return webAddress.test(value) && !personalPage.test(value) && !value.includes('@')
}

const isWordOfText = (word: string) => opening.has(word) && !connecting.has(word)

/** A title or sentence: at least five words, more than one of which is no name. Lists of people have capitals. */
function isWording(value: string): boolean {
  const words = value.trim().split(/\s+/)
  if (words.length < 5 || /[;|@]/.test(value)) return false
  const lower = words.filter((word) => /^\p{Ll}{2,}\p{P}?$/u.test(word))
  return (
    lower.length > words.length / 2 ||
    lower.filter((word) => isWordOfText(folded(word)) || folded(word) === 'of').length > 1
  )
}

const isHouse = (plain: string, position: string) =>
  houses.has(plain) && (plain.includes(' ') || position === 'company')

/**
 * Whether a value in a field for people names nobody who could be searched for.
 * @param position as harvested: an employer called "Sage" is a publisher, an author may be a person
 */
export function namesNobody(value: string, position = ''): boolean {
  const text = value.trim()
  const plain = folded(text.replace(/\.(?:dot[xm]?|xlt[xm]?|ott|ots|stw|docx?|pdf|tex|odt|rtf|indd|qxp|p65|fm)$/i, ''))
  if (isGeneric(text) || isHouse(plain, position) || isPlainWebAddress(text) || isDeskAddress(text)) return true
  const words = plain.split(' ').filter((word) => !connecting.has(word))
  const left = words.filter((word) => !isOfPrograms(word))
  if (left.length === 0) return words.length > 0
  // An unknown program with its version: "Scriptorium 3.2.1 (Linux)".
  if (/(?:^|[\s(/v-])\d+\.\d+/.test(text) && !looksLikePerson(written(text, left))) return true
  return isWording(text)
}

/** These words of a text, as they are written there. */
const written = (text: string, words: readonly string[]) =>
  (text.match(/[\p{L}\p{M}'’.-]+/gu) ?? []).filter((word) => words.includes(folded(word))).join(' ')
