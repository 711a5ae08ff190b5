import { connect, type Socket } from 'node:net'

// clamd's INSTREAM: a length of four bytes and as many bytes of the file, again and again, a length of zero, one answer.

type ScanResult = 'clean' | { readonly malware: string }

/** The scanner cannot be asked or has not answered as it should. The file waits: it is never taken for clean. */
export class ScannerAway extends Error {
  // workers/faults.ts knows it as an outage.
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
 * @throws ScannerAway unless clamd says in so many words that the file is clean or what is in it
 */
export async function scan(address: string, bytes: Buffer, timeoutMs = patienceMs): Promise<ScanResult> {
  const answer = await ask(address, bytes, timeoutMs)
  if (answer === 'stream: OK') return 'clean'
  const found = /^stream: ([^\0\s]+) FOUND$/.exec(answer)?.[1]
  // Anything else, also that the file is larger than its StreamMaxLength.
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
      // Cut off in the middle, it lacks its end.
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
