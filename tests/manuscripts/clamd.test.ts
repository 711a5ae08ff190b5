import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import yazl from 'yazl'
import { isOutage } from '../../workers/faults.ts'
import { scan } from '../../workers/manuscripts/tools/clamd.ts'
import { startClamd, type Clamd } from '../support/clamd.ts'

// The EICAR test file, which every scanner reports as malware. It is in two parts, so that no scanner reports this test.
const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join(''))

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

/** Listens like clamd and sends the given answer after it has received the whole file. */
async function fakeClamd(answer: (file: Buffer, socket: Socket) => void, path?: string): Promise<string> {
  const server = createServer((socket) => {
    let heard = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (part: Buffer) => {
      heard = Buffer.concat([heard, part])
      const file = fileIn(heard)
      if (file) answer(file, socket)
    })
  })
  open.push(server)
  await new Promise<void>((resolve) => (path ? server.listen(path, resolve) : server.listen(0, '127.0.0.1', resolve)))
  return path ? `unix://${path}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function fileIn(heard: Buffer): Buffer | null {
  const greeting = 'zINSTREAM\0'
  if (heard.subarray(0, greeting.length).toString() !== greeting) return null
  const parts: Buffer[] = []
  for (let at = greeting.length; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return Buffer.concat(parts)
    parts.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

const away = { code: 'scanner_unavailable' }

describe('the answers of clamd', () => {
  test('a clean file is reported as clean, and every byte of it was sent', async () => {
    const file = Buffer.alloc(300_000, 'manuscript ')
    let seen: Buffer = Buffer.alloc(0)
    const address = await fakeClamd((bytes, socket) => {
      seen = bytes
      socket.end('stream: OK\0')
    })
    expect(await scan(address, file)).toBe('clean')
    expect(seen.equals(file)).toBe(true)
  })

  test('malware is reported with its signature', async () => {
    const address = await fakeClamd((_, socket) => socket.end('stream: Eicar-Signature FOUND\0'))
    expect(await scan(address, eicar)).toEqual({ malware: 'Eicar-Signature' })
  })

  test('clamd can listen on a Unix socket', async () => {
    const path = join(tmpdir(), `clamd-${process.pid}.ctl`)
    const address = await fakeClamd((_, socket) => socket.end('stream: OK\0'), path)
    expect(await scan(address, eicar)).toBe('clean')
  })

  test.each([
    ['the file is larger than clamd accepts', 'INSTREAM size limit exceeded. ERROR\0'],
    ['clamd reports an internal error', 'stream: Can not allocate memory ERROR\0'],
    ['the answer is empty', ''],
    ['the answer is truncated', 'stream: OK'],
    ['the answer has other text before it', 'x stream: OK\0'],
    ['the answer has other text after it', 'stream: OK\0stream: Eicar FOUND\0'],
    ['the answer is too long', 'stream: OK '.repeat(1000)],
  ])('the file waits when %s', async (_, answer) => {
    const address = await fakeClamd((_, socket) => socket.end(answer))
    await expect(scan(address, eicar)).rejects.toMatchObject(away)
  })

  test('the file waits when the connection closes before the answer is complete', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.destroy()))
    open.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await expect(scan(`tcp://127.0.0.1:${port}`, Buffer.alloc(5_000_000))).rejects.toMatchObject(away)
  })

  test('the file waits when no answer comes in time', async () => {
    const address = await fakeClamd(() => {})
    await expect(scan(address, eicar, 200)).rejects.toMatchObject(away)
  })

  test('the file waits when no process listens, which is reported as an outage', async () => {
    const fault: unknown = await scan('tcp://127.0.0.1:9', eicar).catch((fault: unknown) => fault)
    expect(isOutage(fault)).toBe(true)
    await expect(scan('unix:///nowhere/clamd.ctl', eicar)).rejects.toMatchObject(away)
  })
})

describe('a real clamd that knows one signature', () => {
  let clamd: Clamd | null = null
  beforeAll(async () => {
    clamd = await startClamd(eicar).catch((fault: Error) => {
      console.warn(`SKIPPED: no clamd on this machine, and none to be had (${fault.message})`)
      return null
    })
  }, 180_000)
  afterAll(() => clamd?.stop())

  test('finds it, also in an archive, and accepts a clean file', async (context) => {
    if (!clamd) context.skip()
    if (!clamd) return
    const zip = new yazl.ZipFile()
    zip.addBuffer(eicar, 'word/embeddings/object1.bin')
    zip.end()
    expect(await scan(clamd.address, Buffer.from('A manuscript.'))).toBe('clean')
    expect(await scan(clamd.address, eicar)).toEqual({ malware: expect.stringContaining('Eicar') })
    const archive = await buffer(zip.outputStream)
    expect(await scan(clamd.address, archive)).toEqual({ malware: expect.stringContaining('Eicar') })
  })

  test('a file larger than clamd accepts waits', async (context) => {
    if (!clamd) context.skip()
    if (!clamd) return
    await expect(scan(clamd.address, Buffer.alloc(clamd.mostBytes + 1_000_000))).rejects.toMatchObject(away)
  })
})
