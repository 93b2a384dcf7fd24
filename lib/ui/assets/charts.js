// Draws a chart from what the server says of it, and changes it in place when the server says otherwise. Before this text stand
// LIBRARY, the address of Plotly; OPTIONS, how a chart behaves, by language and by whether it can be enlarged; TEMPLATES, what all
// charts of a theme and size have in common.
const reader = new TextDecoder()
const charts = new WeakMap()

const library = new Promise((found, failed) => {
  const script = document.createElement("script")
  script.src = new URL(LIBRARY, import.meta.url)
  script.onload = () => found(window.Plotly)
  script.onerror = () => failed(new Error("the charts' script did not come"))
  document.head.append(script)
})

class Chart {
  constructor(place) {
    this.box = document.createElement("div")
    this.box.className = "pb-chart"
    this.drawn = ""
    this.turn = 0
    place.append(this.box)
    this.watch = new ResizeObserver(() => this.draw())
    this.watch.observe(this.box)
  }

  tell(words, pick) {
    this.words = words
    this.told = JSON.parse(words)
    this.pick = pick
    this.box.setAttribute("role", "figure")
    this.box.setAttribute("aria-label", this.told.alt)
    this.box.style.height = `${this.told.figure.layout.height}px`
    this.draw()
  }

  async draw() {
    const turn = ++this.turn
    const Plotly = await library.catch(() => null)
    if (!Plotly) {
      this.box.textContent = this.told.alt // what the chart says stands there in words
      return
    }
    const width = this.box.clientWidth
    if (turn !== this.turn || !width || matchMedia("print").matches) return
    const drawn = `${width} ${this.words}`
    if (drawn === this.drawn) return
    const isFirst = !this.drawn
    this.drawn = drawn
    const { figure, language, zooms, picks, of } = this.told
    const own = figure.layout.template?.layout
    const layout = { ...figure.layout, width, template: { layout: { ...TEMPLATES[of], ...own } } }
    if (picks) layout.clickmode = "event+select"
    await Plotly.react(this.box, figure.data, layout, OPTIONS[language][zooms ? 1 : 0])
    if (isFirst) this.box.on("plotly_click", (event) => this.clicked(event))
  }

  clicked(event) {
    const point = event.points[0]
    if (this.told.picks && point) this.pick({ index: point.pointNumber, customdata: point.customdata ?? null })
  }

  end() {
    this.turn++
    this.watch.disconnect()
    library.then((Plotly) => Plotly.purge(this.box)).catch(() => null)
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let chart = charts.get(parentElement)
  if (!chart) charts.set(parentElement, (chart = new Chart(parentElement)))
  chart.tell(reader.decode(data), (point) => setTriggerValue("picked", point))
  return () => chart.end()
}
