// Asks for a run's messages in one piece when the page opens its websocket, and takes them apart before anybody reads them; how they are
// joined stands in lib/ui/serving/joined.py.
(() => {
  class Joined extends WebSocket {
    #before = []
    #now = []

    constructor(address, ...told) {
      super(`${address}?joined=1`, ...told)
    }

    addEventListener(kind, heard, ...told) {
      const each = (event) => this.#messages(event.data).forEach((data) => heard.call(this, new MessageEvent(kind, { data })))
      super.addEventListener(kind, kind === "message" ? each : heard, ...told)
    }

    #messages(data) {
      const joined = new Uint8Array(data)
      if (joined[0] > 1) return [data] // no joined message begins so: the server is an older one
      let at = 1
      const number = () => {
        let value = 0
        for (let bits = 0; ; bits += 7) {
          const byte = joined[at++]
          value |= (byte & 127) << bits
          if (byte < 128) return value
        }
      }
      const found = []
      while (at < joined.length) {
        const told = number()
        if (told & 1) found.push(...this.#before.slice(told >> 1, (told >> 1) + number()))
        else found.push(joined.slice(at, (at += told >> 1)).buffer)
      }
      this.#now.push(...found)
      if (joined[0]) [this.#before, this.#now] = [this.#now, []]
      return found
    }
  }

  const Plain = WebSocket
  window.WebSocket = new Proxy(Plain, {
    construct: (_, told) => (String(told[0]).endsWith("/_stcore/stream") ? new Joined(...told) : new Plain(...told)),
  })
})()
