// Draws a sheet of charts with the words around them from what the server says of it, and changes it in place when the server says
// otherwise. Every word is set as text. Charts of bars are drawn by ourselves (bars.js), in a tenth of the time: Plotly draws the same in
// their place once somebody points at one, or goes through the page with the keyboard. Before this text stand LIBRARY, the address of
// Plotly; OPTIONS, how a chart behaves, by language and by whether it can be enlarged; TEMPLATES, what all charts of a theme and size have
// in common; following.js, which makes figures again of forms; and bars.js.
const reader = new TextDecoder()
const sheets = new WeakMap()
// Pixels across an upright A4 sheet within its margins.
const PAPER = 718

const library = new Promise((found, failed) => {
  const script = document.createElement("script")
  script.src = new URL(LIBRARY, import.meta.url)
  script.onload = () => found(window.Plotly)
  script.onerror = () => failed(new Error("the charts' script did not come"))
  document.head.append(script)
})

let goesByKeys = false
addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Tab" || goesByKeys) return
    goesByKeys = true
    for (const box of document.querySelectorAll(".pb-chart")) box.dispatchEvent(new Event("pointerenter"))
  },
  true,
)

function element(tag, className, words = "") {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = words
  return made
}

// What a chart shows, over the chart; what its figures mean opens on demand, by pointer or keyboard.
function headOf({ title, subtitle, meanings }, heading) {
  const head = element("h2", "pb-chart-title", title)
  if (subtitle) head.append(element("small", "", subtitle))
  if (!meanings) return [head]
  const what = element("span", "pb-what", heading)
  what.tabIndex = 0
  const help = element("span", "pb-help")
  help.setAttribute("role", "tooltip")
  for (const [name, meaning] of meanings) {
    const line = element("span", "")
    line.append(element("b", "", name), ` ${meaning}`)
    help.append(line)
  }
  what.append(help)
  const line = element("div", "pb-chart-head")
  line.append(head, what)
  return [line]
}

function notesOf({ notes = [] }) {
  return notes.map((lines) => {
    const together = element("div", "")
    together.append(...lines.map((line) => element("p", "pb-note", line)))
    return together
  })
}

// Puts other nodes where these stood; only where their words changed, so that whoever points at one keeps it.
class Words {
  constructor(place, isBefore) {
    this.place = place
    this.isBefore = isBefore
    this.nodes = []
    this.said = ""
  }

  say(told, make) {
    const said = JSON.stringify(told)
    if (said === this.said) return
    this.said = said
    this.nodes.forEach((node) => node.remove())
    this.nodes = make()
    if (this.isBefore) this.place.prepend(...this.nodes)
    else this.place.append(...this.nodes)
  }
}

class Chart {
  constructor() {
    this.place = element("div", "pb-drawing")
    this.head = new Words(this.place, true)
    this.notes = new Words(this.place, false)
    this.box = element("div", "pb-chart")
    this.window = element("div", "pb-window")
    this.drawn = ""
    this.spare = 0
    this.isSketch = this.isPlotly = this.isPointed = false
    this.box.addEventListener("pointerenter", (event) => this.point(event))
    this.box.addEventListener("pointerleave", () => (this.isPointed = false))
  }

  tell(told, sheet) {
    const { name, title, subtitle, meanings, notes, figure, alt, window, zooms, picks, of } = told
    this.told = told
    this.asked = JSON.stringify([figure, zooms, picks, of]) // as long as Plotly has written nothing into it
    this.place.dataset.chart = name
    this.head.say([title, subtitle, meanings], () => (title ? headOf(told, sheet.heading) : []))
    this.notes.say(notes, () => notesOf(told))
    if (!figure) return this.clear()
    const shown = window ? this.window : this.box
    if (window) {
      this.window.style.height = `${window}px`
      this.window.tabIndex = 0
      if (this.box.parentNode !== this.window) this.window.append(this.box)
    } else this.window.remove()
    if (shown.parentNode !== this.place) this.place.insertBefore(shown, this.notes.nodes[0] ?? null)
    this.box.setAttribute("role", "figure")
    this.box.setAttribute("aria-label", alt)
    this.box.style.height = `${figure.layout.height - this.spare}px`
  }

  clear() {
    if (!this.drawn) return
    this.empty()
    this.box.remove()
    this.window.remove()
    this.drawn = ""
  }

  empty() {
    if (this.isPlotly) Plotly.purge(this.box)
    this.box.replaceChildren()
    this.isSketch = this.isPlotly = false
  }

  layout(width) {
    const { data, layout } = this.told.figure
    const common = TEMPLATES[this.told.of]
    const shown = spread({ data, layout: { ...layout, ...this.withoutRoom(layout) } }, common, width)
    const xaxis = { ...shown.xaxis } // Plotly writes the range into it that it finds on a screen of this width
    return { ...shown, xaxis, width, template: { layout: { ...common, ...layout.template?.layout } } }
  }

  // The server thinks of a narrow page: what its legend needs no more on this one is given back.
  fit(width) {
    const { figure, of } = this.told
    const { data, layout } = figure
    const { meta } = layout
    const rows = meta?.rows ? new Bars({ data, layout: spread(figure, TEMPLATES[of], width) }, TEMPLATES[of], width).rows() : 0
    this.spare = rows && meta.rows > rows ? Math.round((meta.rows - rows) * meta.row) : 0
    this.box.style.height = `${figure.layout.height - this.spare}px`
  }

  withoutRoom({ height, margin, legend }) {
    if (!this.spare) return {}
    const less = height - this.spare
    return { height: less, margin: { ...margin, t: margin.t - this.spare }, legend: { ...legend, y: 1 - ((1 - legend.y) * height) / less } }
  }

  // What stands still; false where it takes Plotly.
  sketch(width, sheet) {
    const { bars, figure, of } = this.told
    if (!bars || ((this.isPointed || goesByKeys) && window.Plotly)) return false
    const drawn = `${width} ${sheet.told.language} ${this.asked}`
    if (drawn === this.drawn) return true
    const layout = this.layout(width)
    const drawing = drawnBars({ data: figure.data, layout }, TEMPLATES[of], width)
    if (!drawing) return false
    this.empty()
    const frame = element("div", "svg-container")
    frame.style.width = `${width}px`
    frame.style.height = `${layout.height}px`
    frame.append(drawing)
    this.box.classList.add("js-plotly-plot") // what is printed, and how, asks for drawings by Plotly's names
    this.box.append(frame)
    this.box.data = figure.data
    this.drawn = drawn
    this.isSketch = true
    this.again = (Plotly) => this.draw(Plotly, width, sheet)
    if (goesByKeys) this.point({})
    return true
  }

  point({ clientX, clientY }) {
    this.isPointed = true
    const draw = async (Plotly) => {
      if (!this.isSketch || !this.isPointed) return
      await this.again(Plotly)
      const under = clientX === undefined ? null : document.elementFromPoint(clientX, clientY)
      if (this.box.contains(under)) under.dispatchEvent(new MouseEvent("mousemove", { clientX, clientY, bubbles: true })) // which Plotly has missed
    }
    library.then(draw, () => {})
  }

  async draw(Plotly, width, sheet) {
    const { figure, zooms, picks } = this.told
    const drawn = `${width} ${sheet.told.language} ${this.asked}`
    if (drawn === this.drawn && !this.isSketch) return
    this.drawn = drawn
    if (this.isSketch) this.empty()
    const layout = this.layout(width)
    if (picks) layout.clickmode = "event+select"
    const isFirst = !this.isPlotly
    this.isPlotly = true
    await Plotly.react(this.box, figure.data, layout, OPTIONS[sheet.told.language][zooms ? 1 : 0])
    if (isFirst) this.box.on("plotly_click", (event) => this.clicked(event, sheet.pick))
  }

  clicked(event, pick) {
    const point = event.points[0]
    if (this.told.picks && point) pick({ chart: this.told.name, index: point.pointNumber, customdata: point.customdata ?? null })
  }
}

class Sheet {
  constructor(place) {
    this.place = element("div", "pb-charts")
    this.charts = new Map()
    this.layout = ""
    this.turn = this.tellings = 0
    this.watch = new ResizeObserver(() => this.draw())
    this.onPaper = () => this.forPaper()
    this.onScreen = () => this.draw()
    place.append(this.place)
  }

  tell(told, pick) {
    this.tellings++
    this.told = told
    this.pick = pick
    const charts = told.rows.flat().flatMap((column) => column.charts)
    let nth = 0
    for (const chart of charts) {
      if (chart.form) Object.assign(chart, following(chart.form, told.told[nth++]))
      if (!this.charts.has(chart.name)) this.charts.set(chart.name, new Chart())
      this.charts.get(chart.name).tell(chart, told)
    }
    this.lay(told.rows)
    this.draw()
  }

  lay(rows) {
    const layout = JSON.stringify(rows.map((row) => row.map(({ share, charts }) => [share, charts.map((chart) => chart.name)])))
    if (layout === this.layout) return
    this.layout = layout
    this.watch.disconnect()
    this.place.replaceChildren(...rows.map((row) => this.row(row)))
    for (const chart of this.charts.values()) this.watch.observe(chart.box)
    addEventListener("pb-paper", this.onPaper) // before what is drawn is made to shrink
    addEventListener("afterprint", this.onScreen)
  }

  // Bars as wide as a window would shrink to a sheet of paper until nobody could read their words: they are drawn again for the sheet.
  forPaper() {
    for (const chart of this.charts.values()) {
      if (!chart.isSketch || chart.box.clientWidth <= PAPER) continue
      chart.fit(PAPER)
      chart.sketch(PAPER, this)
    }
  }

  row(columns) {
    const row = element("div", "pb-row")
    const shares = columns.reduce((sum, column) => sum + column.share, 0)
    for (const { share, charts } of columns) {
      const column = element("div", "pb-column")
      column.style.setProperty("--pb-share", `${(100 * share) / shares}%`)
      column.append(...charts.map((chart) => this.charts.get(chart.name).place))
      row.append(column)
    }
    return row
  }

  async draw() {
    const turn = ++this.turn
    if (matchMedia("print").matches) return
    const charts = [...this.charts.values()].filter((chart) => chart.told.figure)
    const widths = charts.map((chart) => chart.box.clientWidth) // all of them before any is drawn, so that the page is laid out once
    charts.forEach((chart, place) => widths[place] && chart.fit(widths[place]))
    const rest = charts.filter((chart, place) => widths[place] && !chart.sketch(widths[place], this))
    if (!rest.length) return
    const Plotly = await library.catch(() => null)
    if (turn !== this.turn || matchMedia("print").matches) return
    if (!Plotly) {
      for (const { box, told } of rest) box.textContent = told.alt // what the chart says stands there in words
      return
    }
    for (const chart of rest) {
      const width = widths[charts.indexOf(chart)]
      if (turn === this.turn) await chart.draw(Plotly, width, this)
    }
  }

  end() {
    this.turn++
    this.watch.disconnect()
    removeEventListener("pb-paper", this.onPaper)
    removeEventListener("afterprint", this.onScreen)
    this.layout = "" // so that, told again in the same place, it is laid out and watched again
    for (const chart of this.charts.values()) chart.clear()
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let sheet = sheets.get(parentElement)
  if (!sheet) sheets.set(parentElement, (sheet = new Sheet(parentElement)))
  parentElement.style.minHeight = ""
  sheet.tell(JSON.parse(reader.decode(data)), (mark) => setTriggerValue("picked", mark))
  const { tellings } = sheet
  return () => tellings === sheet.tellings && sheet.end() // while this script was on its way, the framework may end an earlier telling late
}
