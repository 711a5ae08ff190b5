import { connect, type Socket } from 'node:net'

// clamd's INSTREAM: chunks, each with its length in four bytes, a length of zero at the end, then one reply.

type ScanResult = 'clean' | { readonly malware: string }

/** The scanner is not available or gave an unexpected reply. The file waits: it never counts as clean. */
export class ScannerAway extends Error {
  // workers/faults.ts recognises this code as an outage.
  readonly code = 'scanner_unavailable'
  constructor() {
    super('scanner_unavailable')
    this.name = 'ScannerAway'
  }
}

const partBytes = 64 * 1024
const patienceMs = 60_000
// Longer than any signature's name.
const longestAnswer = 4096

/**
 * @param address `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`
 * @throws ScannerAway unless clamd reports that the file is clean, or which malware it contains
 */
export async function scan(address: string, bytes: Buffer, timeoutMs = patienceMs): Promise<ScanResult> {
  const answer = await ask(address, bytes, timeoutMs)
  if (answer === 'stream: OK') return 'clean'
  const found = /^stream: ([^\0\s]+) FOUND$/.exec(answer)?.[1]
  // Any other reply, for example that the file is larger than clamd's StreamMaxLength.
  if (found === undefined) throw new ScannerAway()
  return { malware: found }
}

function ask(address: string, bytes: Buffer, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = open(address)
    const timer = setTimeout(() => socket.destroy(new ScannerAway()), timeoutMs)
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('connect', () => void send(socket, bytes))
    socket.on('data', (part: string) => {
      answer += part
      if (answer.length > longestAnswer) socket.destroy()
    })
    socket.on('error', () => reject(new ScannerAway()))
    socket.on('close', () => {
      clearTimeout(timer)
      // A reply that is cut off lacks its final NUL.
      if (answer.endsWith('\0')) resolve(answer.slice(0, -1))
      else reject(new ScannerAway())
    })
  })
}

function open(address: string): Socket {
  const url = new URL(address)
  if (url.protocol === 'unix:') return connect(decodeURIComponent(url.pathname))
  return connect(Number(url.port) || 3310, url.hostname.replace(/^\[|\]$/g, ''))
}

async function send(socket: Socket, bytes: Buffer): Promise<void> {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.length && !socket.destroyed; at += partBytes) {
    const part = bytes.subarray(at, at + partBytes)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    socket.write(length)
    if (!socket.write(part)) await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve))
  }
  if (!socket.destroyed) socket.write(Buffer.alloc(4))
}
